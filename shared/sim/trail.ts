import type { Terrain } from "./terrain.ts";

/**
 * Where one body was, as rings over the ticks that a shot may look back to: entry `tick % length`. `life` is 0 where it was
 * dead or not there, else the number of the life it lived: places of two lives are never joined by a line.
 */
export interface Trail {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly life: Int32Array;
}

/** A trail of somebody who has not been here yet. */
export function newTrail(terrain: Terrain): Trail {
  const length = terrain.pace.historyTicks + 1;
  return { x: new Int32Array(length), y: new Int32Array(length), life: new Int32Array(length) };
}
