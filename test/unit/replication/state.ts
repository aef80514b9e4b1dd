import { type SchemaType, schema, t } from "@colyseus/schema";

/** A state like that of a large match: what everybody gets, bodies and pads by sight, and what only the owner of a body may have. */

export const OWNER_TAG = 1;

export const Own = schema(
  {
    x: t.int32(),
    y: t.int32(),
    velocityX: t.int32(),
    velocityY: t.int32(),
    dashTicks: t.uint8(),
    dashCooldown: t.uint16(),
    dashHeld: t.boolean(),
    fireCooldown: t.uint16(),
    ammo: t.array("uint8"),
    shots: t.uint16(),
    queue: t.uint8(),
    invented: t.uint16(),
    impulses: t.uint16(),
    aim: t.uint16(),
  },
  "Own",
);

export const Body = schema(
  { place: t.uint32(), look: t.uint16(), health: t.uint8(), shield: t.uint8(), weapon: t.uint8(), own: t.ref(Own).view(OWNER_TAG) },
  "Body",
);
export type Body = SchemaType<typeof Body>;

export const Entry = schema(
  {
    name: t.string(),
    color: t.uint8(),
    trail: t.uint8(),
    team: t.uint8(),
    bot: t.boolean(),
    kills: t.uint16(),
    deaths: t.uint16(),
    assists: t.uint16(),
    streak: t.uint8(),
    status: t.uint8(),
  },
  "Entry",
);
export type Entry = SchemaType<typeof Entry>;

export const Pad = schema({ lies: t.boolean() }, "Pad");
export type Pad = SchemaType<typeof Pad>;

export const MatchState = schema(
  {
    tick: t.uint32(),
    phase: t.uint8(),
    phaseEnds: t.uint32(),
    round: t.uint16(),
    scores: t.array("uint16"),
    load: t.uint8(),
    roster: t.map(Entry),
    bodies: t.map(Body).view(),
    pads: t.map(Pad).view(),
  },
  "MatchState",
);
export type MatchState = SchemaType<typeof MatchState>;

export const KINDS = {
  roster: { slow: ["color", "trail", "team", "bot", "kills", "deaths", "assists", "streak", "status"], fixed: ["name"], everybody: true },
  bodies: { fast: ["place", "look"], slow: ["health", "shield", "weapon"], owner: "own" },
  pads: { slow: ["lies"] },
} as const;

export interface OwnRow {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  dashTicks: number;
  dashCooldown: number;
  dashHeld: boolean;
  fireCooldown: number;
  ammo: number[];
  shots: number;
  queue: number;
  invented: number;
  impulses: number;
  aim: number;
}

export interface BodyRow {
  place: number;
  look: number;
  health: number;
  shield: number;
  weapon: number;
  own: OwnRow;
}

export interface EntryRow {
  name: string;
  color: number;
  trail: number;
  team: number;
  bot: boolean;
  kills: number;
  deaths: number;
  assists: number;
  streak: number;
  status: number;
}

export interface PadRow {
  lies: boolean;
}

export interface RootRow {
  tick: number;
  phase: number;
  phaseEnds: number;
  round: number;
  scores: number[];
  load: number;
}
