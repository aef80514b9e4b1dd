import { ARENA, type ModeData } from "../content/modes.ts";
import { newMotion } from "./body.ts";
import type { InputFrame } from "./frame.ts";
import { newTrail, type Trail } from "./history.ts";
import { ticksOf } from "./pace.ts";
import { newScratch, type Scratch } from "./scratch.ts";
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
  /** Shots fired so far, mod 65536: names a shot for its shooter. */
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
  /** 0..65535, like deaths and assists: 16 bits on the wire. */
  kills: number;
  deaths: number;
  assists: number;
  /** Kills since the last death, 0..255. */
  streak: number;
  /** How often something other than its own frames moved or stopped it (spawn, death): tells a client why it was corrected. */
  impulses: number;
  /** Who hurt this life, for assists: HURTS_KEPT records, newest first; attacker 0 is an empty one. */
  readonly hurtBy: readonly Hurt[];
  /** Where it was over the last 400 ms, for rewinding. */
  readonly trail: Trail;
}

export interface Hurt {
  attacker: number;
  /** The tick of that attacker's last hit. */
  tick: number;
}

/** More attackers than this within the time of an assist, and the oldest is forgotten. */
export const HURTS_KEPT = 8;

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

/** When it is "over" the world stands still: its match makes a new one. */
export type RoundPhase = "playing" | "podium" | "over";

/**
 * The whole state of one round. Only `step` changes it. Everything here is in `serialize` and `hash`, but `terrain`, which is
 * data named by the map, and `scratch`, which says nothing between two steps.
 */
export interface World {
  readonly terrain: Terrain;
  /** The number of the last tick that was stepped; it goes on from round to round. */
  tick: number;
  phase: RoundPhase;
  /** Ticks until the phase ends. */
  phaseTicks: number;
  /** Ticks that the podium takes once the play is over. */
  readonly podiumTicks: number;
  /** State of the world's own random stream, int32. */
  random: number;
  /** Sorted by id. */
  readonly bodies: Body[];
  /** In the order in which they were fired. */
  readonly projectiles: Projectile[];
  nextProjectile: number;
  /** Same index as the map's pickups. */
  readonly pickups: Pickup[];
  readonly scratch: Scratch;
}

/** One frame to apply to one body. Frames of different bodies may stand in any order; two of one body are applied as they stand. */
export interface BodyFrame {
  id: number;
  frame: InputFrame;
}

/** Everything that enters a world in one tick. A body is stepped once per frame: none, one or two. */
export interface TickInputs {
  readonly joins: readonly number[];
  readonly leaves: readonly number[];
  readonly frames: readonly BodyFrame[];
}

export interface WorldOptions {
  readonly terrain: Terrain;
  /** Any integer. */
  readonly seed: number;
  /** The tick before the first that will be stepped; 0 or more. */
  readonly startTick: number;
  readonly mode?: ModeData;
}

/** A round's beginning: no bodies yet, every pickup on its pad. */
export function createWorld({ terrain, seed, startTick, mode = ARENA }: WorldOptions): World {
  return {
    terrain,
    tick: startTick,
    phase: "playing",
    phaseTicks: ticksOf(mode.roundMs, terrain.tickRate),
    podiumTicks: ticksOf(mode.podiumMs, terrain.tickRate),
    random: seed | 0,
    bodies: [],
    projectiles: [],
    nextProjectile: 1,
    pickups: terrain.map.pickups.map(() => ({ absentTicks: 0 })),
    scratch: newScratch(terrain),
  };
}

/** A body that waits for its first spawn. */
export function newBody(id: number, terrain: Terrain): Body {
  return {
    ...newMotion(),
    id,
    health: 0,
    shield: 0,
    respawnTicks: 0,
    protectedTicks: 0,
    kills: 0,
    deaths: 0,
    assists: 0,
    streak: 0,
    impulses: 0,
    hurtBy: Array.from({ length: HURTS_KEPT }, () => ({ attacker: 0, tick: 0 })),
    trail: newTrail(terrain),
  };
}

export function newProjectile(): Projectile {
  return { id: 0, owner: 0, weapon: 0, x: 0, y: 0, velocityX: 0, velocityY: 0, ticksLeft: 0 };
}

/** The body of an id; undefined when it is not in this world. */
export function bodyOf(world: World, id: number): Body | undefined {
  const body = world.bodies[bodyIndex(world, id)];
  return body?.id === id ? body : undefined;
}

/** Where a body of this id stands in `bodies`, or would stand. */
export function bodyIndex(world: World, id: number): number {
  let low = 0;
  let high = world.bodies.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((world.bodies[middle]?.id ?? 0) < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
