import { type Schema, type SchemaType, schema, t } from "@colyseus/schema";

/**
 * The replicated state: what one client is told of its match, one patch per tick. The score table is everybody's; of the bodies
 * and the pads a client has those that its player may see. What only a body's owner may have stands in `own`.
 */
export const POSITION_STEP = 32; // 1/256 units per 1/8 unit

/** View tag of what only a body's owner is sent. */
export const OWNER_TAG = 1;

/** Exact motion of the own body at `MatchState.tick`, with what the client needs to steer its clock and to explain corrections. */
export const Own = schema(
  {
    /** 1/256 unit. */
    x: t.int32(),
    y: t.int32(),
    /** 1/256 unit per tick. */
    velocityX: t.int32(),
    velocityY: t.int32(),
    /** 1/65536 turn. */
    aim: t.uint16(),
    dashTicks: t.uint8(),
    dashCooldown: t.uint16(),
    dashHeld: t.boolean(),
    fireCooldown: t.uint16(),
    /** Shots left, by the index into WEAPONS. */
    ammo: t.array("uint8"),
    /** Shots fired, mod 65536. */
    shots: t.uint16(),
    /** Input frames still waiting after this tick took its own. */
    queue: t.uint8(),
    /** Neutral frames that the server made up for this body, and late frames it threw away for them: mod 65536. */
    invented: t.uint16(),
    /** `Body.impulses`, mod 65536. */
    impulses: t.uint16(),
  },
  "Own",
);
export type Own = SchemaType<typeof Own>;

/** A body in sight. Two fields change with nearly every tick; packed, they cost 8 bytes of a patch. */
export const BodyState = schema(
  {
    /** `packPlace` */
    place: t.uint32(),
    /** `packLook` */
    look: t.uint16(),
    health: t.uint8(),
    shield: t.uint8(),
    weapon: t.uint8(),
    own: t.ref(Own).view(OWNER_TAG),
  },
  "BodyState",
);
export type BodyState = SchemaType<typeof BodyState>;

/** Who takes part, and how they do: a line of the score table. */
export const RosterEntry = schema(
  {
    name: t.string(),
    /** Index into the palette of craft colours. */
    color: t.uint8(),
    /** Index into TRAILS. */
    trail: t.uint8(),
    bot: t.boolean(),
    /** 1 or 2; 0 in a mode without teams. */
    team: t.uint8(),
    kills: t.uint16(),
    deaths: t.uint16(),
    assists: t.uint16(),
    streak: t.uint8(),
    /** STATUS_* */
    status: t.uint8(),
  },
  "RosterEntry",
);
export type RosterEntry = SchemaType<typeof RosterEntry>;

/** Bits of `RosterEntry.status`. */
/** The connection is lost, the body is still there. */
export const STATUS_DROPPED = 1;
/** On the podium: has asked for another round. */
export const STATUS_REMATCH = 2;

/** A pad in view. */
export const PadState = schema({ /** Whether its pickup lies there. */ lies: t.boolean() }, "PadState");
export type PadState = SchemaType<typeof PadState>;

export const PHASE_PLAYING = 0;
export const PHASE_PODIUM = 1;
/** Whoever is there warms up until the match can begin; nothing counts. */
export const PHASE_WAITING = 2;

export const MatchState = schema(
  {
    /** The tick that this patch shows. */
    tick: t.uint32(),
    /** PHASE_* */
    phase: t.uint8(),
    /** The tick in which the phase ends; 0 when nobody knows. */
    phaseEnds: t.uint32(),
    round: t.uint16(),
    /** Kills of team 1 and of team 2; empty without teams. */
    scores: t.array("uint16"),
    /** Step of the server's overload ladder; 0 while it has time for everything. */
    load: t.uint8(),
    /** Everybody who takes part, keyed by body id in decimal. */
    roster: t.map(RosterEntry),
    /** Keyed by body id in decimal. */
    bodies: t.map(BodyState),
    /** Keyed by the index of the map's pickup in decimal. */
    pads: t.map(PadState),
  },
  "MatchState",
);
export type MatchState = SchemaType<typeof MatchState>;

/** The fields of a schema class as a plain record: what the server's sending side holds in place of schema instances. */
type FieldsOf<Instance> = Omit<Instance, keyof Schema>;

export type OwnRecord = FieldsOf<Omit<Own, "ammo">> & { ammo: number[] };
export type BodyRecord = FieldsOf<Omit<BodyState, "own">> & { own: OwnRecord };
export type RosterRecord = FieldsOf<RosterEntry>;
export type PadRecord = FieldsOf<PadState>;
/** The state but for its maps. */
export type RoundRecord = FieldsOf<Omit<MatchState, "scores" | "roster" | "bodies" | "pads">> & { scores: number[] };
