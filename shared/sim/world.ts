import { ARENA, type ModeData } from "../content/modes.ts";
import type { Body, Team } from "./bodies.ts";
import type { InputFrame } from "./frame.ts";
import { ticksOf } from "./pace.ts";
import type { Projectile } from "./projectiles.ts";
import { newScratch, type Scratch } from "./scratch.ts";
import type { Terrain } from "./terrain.ts";

export type { Body, Team } from "./bodies.ts";
export type { Motion } from "./motion.ts";
export type { Projectile } from "./projectiles.ts";

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
  /** The rules, named in `serialize` as the map is. */
  readonly mode: ModeData;
  /** The number of the last tick that was stepped; it goes on from round to round. */
  tick: number;
  phase: RoundPhase;
  /** Ticks until the phase ends. */
  phaseTicks: number;
  /** Ticks that the podium takes once the play is over. */
  readonly podiumTicks: number;
  /** Kills of team 1 and of team 2 in this round, 0..65535; both 0 without teams. */
  readonly scores: [number, number];
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
  /** Ids, ascending, of bodies that its player had not been told of at `frame.viewTick`: its shots do not look back to where those were. */
  unseen: readonly number[];
}

/** Who joins, and which team; 0 in a mode without teams. */
export interface Joining {
  readonly id: number;
  readonly team: Team;
}

/** Everything that enters a world in one tick. A body is stepped once per frame: none, one or two. */
export interface TickInputs {
  readonly joins: readonly Joining[];
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
    mode,
    tick: startTick,
    phase: "playing",
    phaseTicks: ticksOf(mode.roundMs, terrain.tickRate),
    podiumTicks: ticksOf(mode.podiumMs, terrain.tickRate),
    scores: [0, 0],
    random: seed | 0,
    bodies: [],
    projectiles: [],
    nextProjectile: 1,
    pickups: terrain.map.pickups.map(() => ({ absentTicks: 0 })),
    scratch: newScratch(terrain),
  };
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
