import { isSightClear } from "../../../shared/sim/sight.ts";
import { isClear, type Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Place } from "./screen.ts";

/** Units between the places that a body is thought to get to. */
const STRIDE = 16;
const DIRECTIONS = 16;

/** Every place, one per 16 units, on a way of so many units (`reach`) that keeps so far (`clearance`, 1/256 unit) from walls. */
export function placesWithin(terrain: Terrain, from: Place, reach: number, clearance: number): Place[] {
  const side = Math.ceil(reach / STRIDE);
  const width = 2 * side + 1;
  const lengths = new Float64Array(width * width).fill(Number.POSITIVE_INFINITY);
  const middle = side * width + side;
  lengths[middle] = 0;
  const queue = [middle];
  const at = (node: number): Place => ({
    x: from.x + ((node % width) - side) * STRIDE * UNIT,
    y: from.y + (Math.floor(node / width) - side) * STRIDE * UNIT,
  });
  const places: Place[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const here = at(next);
    for (const [dx, dy] of NEIGHBOURS) {
      const column = (next % width) + dx;
      const row = Math.floor(next / width) + dy;
      if (column < 0 || column >= width || row < 0 || row >= width) continue;
      const node = row * width + column;
      const length = (lengths[next] ?? 0) + STRIDE * Math.hypot(dx, dy);
      const there = at(node);
      // A lattice's ways are up to 8 % longer than straight ones.
      if (length > reach * 1.08 || length >= (lengths[node] ?? 0) || Math.hypot(there.x - from.x, there.y - from.y) > reach * UNIT) continue;
      if (!isClear(terrain, there.x, there.y, clearance) || !isSightClear(terrain, here.x, here.y, there.x, there.y)) continue;
      lengths[node] = length;
      queue.push(node);
    }
  }
  for (let node = 0; node < lengths.length; node += 1) if (Number.isFinite(lengths[node])) places.push(at(node));
  return places;
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/** Points all over a disc, each on a clear line from its middle. */
export function pointsWithin(terrain: Terrain, middle: Place, radius: number): Place[] {
  const points = [middle];
  for (let step = 0; step < DIRECTIONS; step += 1) {
    const angle = (step / DIRECTIONS) * 2 * Math.PI;
    for (const share of [0.5, 1]) {
      const x = Math.round(middle.x + Math.cos(angle) * radius * share * UNIT);
      const y = Math.round(middle.y + Math.sin(angle) * radius * share * UNIT);
      if (isSightClear(terrain, middle.x, middle.y, x, y)) points.push({ x, y });
    }
  }
  return points;
}

/** Whether any of these places sees any of those. */
export function isAnySeen(terrain: Terrain, places: readonly Place[], points: readonly Place[]): boolean {
  // In strides, so that neighbours, who see much the same, are not asked one after the other.
  const stride = 7;
  for (let start = 0; start < stride; start += 1) {
    for (let index = start; index < places.length; index += stride) {
      const place = places[index];
      if (place === undefined) continue;
      for (const point of points) if (isSightClear(terrain, place.x, place.y, point.x, point.y)) return true;
    }
  }
  return false;
}
