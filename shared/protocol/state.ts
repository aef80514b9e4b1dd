import { type SchemaType, schema, t } from "@colyseus/schema";

/**
 * The replicated state: a projection of the world that Colyseus sends as binary deltas, one patch per tick. Positions that
 * everybody gets are in 1/8 unit, angles in 1/65536 turn, both in 16 bits: a map is at most 8191 units wide.
 * What only the owner may have stands in `own`.
 */
export const POSITION_STEP = 32; // 1/256 units per 1/8 unit

/** View tag of what only a body's owner is sent. */
export const OWNER_TAG = 1;

/** Bits of `Player.flags`. */
export const FLAG_ALIVE = 1;
export const FLAG_PROTECTED = 2;
export const FLAG_DASHING = 4;
/** The connection is lost, the body is still there. */
export const FLAG_DROPPED = 8;
export const FLAG_THRUSTING = 16;
/** On the podium: has asked for another round. */
export const FLAG_REMATCH = 64;
export const FLAG_OVERCHARGED = 32;

/** Exact motion of the own body at `MatchState.tick`, with what the client needs to steer its clock and to explain corrections. */
export const Own = schema(
  {
    /** 1/256 unit. */
    x: t.int32(),
    y: t.int32(),
    /** 1/256 unit per tick. */
    velocityX: t.int32(),
    velocityY: t.int32(),
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

export const Player = schema(
  {
    name: t.string(),
    /** Index into the palette of craft colours. */
    color: t.uint8(),
    /** Index into TRAILS. */
    trail: t.uint8(),
    bot: t.boolean(),
    /** 1 or 2; 0 in a mode without teams. */
    team: t.uint8(),
    /** 1/8 unit. */
    x: t.uint16(),
    y: t.uint16(),
    /** 1/65536 turn. */
    aim: t.uint16(),
    flags: t.uint8(),
    health: t.uint8(),
    shield: t.uint8(),
    weapon: t.uint8(),
    kills: t.uint16(),
    deaths: t.uint16(),
    assists: t.uint16(),
    streak: t.uint8(),
    own: t.ref(Own).view(OWNER_TAG),
  },
  "Player",
);
export type Player = SchemaType<typeof Player>;

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
    /** 1 where the map's pickup of that index lies on its pad. */
    pickups: t.array("uint8"),
    /** Keyed by body id in decimal. */
    players: t.map(Player),
  },
  "MatchState",
);
export type MatchState = SchemaType<typeof MatchState>;
