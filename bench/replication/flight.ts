import { SHOT_SPEED, WORLD } from "./workload.ts";

/**
 * How a shot flies: straight, reflected by the edges of the world. Server and clients work it out from the same start, which
 * fits the wire without loss: position in 1/16 unit, direction in 1/65536 turn.
 */
const POSITION_STEPS = 16;
const DIRECTION_STEPS = 65536;

export interface Start {
  /** uint16, 1/16 unit. */
  x: number;
  y: number;
  /** uint16, 1/65536 turn. */
  direction: number;
}

export function startOf(x: number, y: number, turns: number): Start {
  return {
    x: Math.round(x * POSITION_STEPS),
    y: Math.round(y * POSITION_STEPS),
    direction: Math.round(turns * DIRECTION_STEPS) & (DIRECTION_STEPS - 1),
  };
}

/** Units, `age` ticks after the start. */
export function flownX(start: Start, age: number): number {
  return folded(start.x / POSITION_STEPS + Math.cos((start.direction / DIRECTION_STEPS) * 2 * Math.PI) * SHOT_SPEED * age);
}

export function flownY(start: Start, age: number): number {
  return folded(start.y / POSITION_STEPS + Math.sin((start.direction / DIRECTION_STEPS) * 2 * Math.PI) * SHOT_SPEED * age);
}

function folded(place: number): number {
  const lap = place - Math.floor(place / (2 * WORLD)) * 2 * WORLD;
  return lap > WORLD ? 2 * WORLD - lap : lap;
}
