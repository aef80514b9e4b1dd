import type { Terrain } from "./terrain.ts";

/**
 * A player's body: all that `stepBody` and `stepWeapon` read and write comes first, so that a client that knows these
 * fields (and the terrain) predicts it to the bit. All integers.
 */
export interface Motion {
  /** 1/256 unit. */
  x: number;
  y: number;
  /** 1/256 unit per tick. */
  velocityX: number;
  velocityY: number;
  /** 1/65536 turn, 0..65535. */
  aim: number;
  alive: boolean;
  /** Steps of the present dash still to come; 0 when not dashing. */
  dashTicks: number;
  /** Steps until the next dash may start. */
  dashCooldown: number;
  /** Whether the dash button was down in the last step: a dash starts on the press, not on the hold. */
  dashHeld: boolean;
  /** Index into WEAPONS of what it holds. */
  weapon: number;
  /** Steps until the next shot may be fired. */
  fireCooldown: number;
  /** Shots left for the rail, 0..; pulse needs none. */
  railAmmo: number;
  /** Shots fired so far, mod 65536: names a shot for its shooter and seeds its spread. */
  shots: number;
}

export interface Body extends Motion {
  /** 1..65535, given by the match, never reused while anything remembers it. */
  readonly id: number;
  health: number;
  shield: number;
  /** Ticks until it respawns; counts only while dead. */
  respawnTicks: number;
  /** Ticks of spawn protection left; ends with the first shot. */
  protectedTicks: number;
  kills: number;
  deaths: number;
  assists: number;
  /** Kills since the last death. */
  streak: number;
  /** How often something other than its own frames moved or stopped it (spawn, death): tells a client why it was corrected. */
  impulses: number;
  /** Who hurt this life, for assists: ids and the tick of their last hit; oldest first, bounded. */
  readonly hurtBy: { attacker: number; tick: number }[];
}

export interface Projectile {
  /** 1..65535, wraps. */
  id: number;
  /** Body id of who fired it. */
  owner: number;
  weapon: number;
  /** 1/256 unit. */
  x: number;
  y: number;
  /** 1/256 unit per tick. */
  velocityX: number;
  velocityY: number;
  ticksLeft: number;
}

export interface Pickup {
  /** Ticks until it is back; 0 when it lies there. */
  absentTicks: number;
}

/** One tick's positions of every body, for rewinding. */
export type RoundPhase = "playing" | "podium" | "over";

/**
 * The whole state of one round. Only `step` changes it. Everything here is in `serialize` and `hash`, but `terrain`, which is
 * data named by the map.
 */
export interface World {
  readonly terrain: Terrain;
  /** The number of the last tick that was stepped; it goes on from round to round. */
  tick: number;
  phase: RoundPhase;
  /** Ticks until the phase ends. */
  phaseTicks: number;
  /** State of the world's own random stream. */
  random: number;
  /** Sorted by id. */
  readonly bodies: Body[];
  readonly projectiles: Projectile[];
  nextProjectile: number;
  /** Same index as the map's pickups. */
  readonly pickups: Pickup[];
}

/** One frame to apply to one body. Frames of different bodies may stand in any order; two of one body are applied as they stand. */
export interface BodyFrame {
  id: number;
  frame: import("./frame.ts").InputFrame;
}

/** Everything that enters a world in one tick. A body is stepped once per frame: none, one or two. */
export interface TickInputs {
  readonly joins: readonly number[];
  readonly leaves: readonly number[];
  readonly frames: readonly BodyFrame[];
}
