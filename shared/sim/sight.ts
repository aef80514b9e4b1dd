import { RAY_CLEAR } from "./ray.ts";
import { rayAgainstWalls, type Terrain } from "./terrain.ts";

/** Whether no wall stands between two places. 1/256 unit. */
export function isSightClear(terrain: Terrain, x1: number, y1: number, x2: number, y2: number): boolean {
  return rayAgainstWalls(terrain, x1, y1, x2, y2) === RAY_CLEAR;
}
