import { UNIT } from "../../shared/sim/units.ts";
import type { Picture } from "./decoding-player.ts";
import type { PositionsAt } from "./messages.ts";

/** Units: positions cross the wire in eighths of a unit, and two of them are rounded. */
const EXACT = 0.25;

/** ms: what is far away may be sent less often, but nothing waits for longer than this. */
const STALE_MAX = 500;

/** What became of all comparisons of pictures with the server's world. */
export interface Comparison {
  pictures: number;
  bodies: number;
  /** Shown where the body was, on the line between the two ticks around the instant shown. */
  exact: number;
  /** Shown where it was up to STALE_MAX before, or on a line between ticks further apart: it was sent less often. */
  stale: number;
  /** Shown where it never was. */
  mismatches: number;
  /** Bodies that the server no longer or not yet knew about. */
  unknown: number;
  /** Units: the furthest that a mismatch was away. */
  worst: number;
}

export const noComparison = (): Comparison => ({ pictures: 0, bodies: 0, exact: 0, stale: 0, mismatches: 0, unknown: 0, worst: 0 });

/** The ticks that are needed to judge a picture. */
export function ticksFor({ tick, tickRate }: Picture): { from: number; to: number } {
  const stale = Math.ceil((STALE_MAX * tickRate) / 1000);
  return { from: Math.floor(tick) - stale, to: Math.floor(tick) + stale };
}

interface Place {
  tick: number;
  x: number;
  y: number;
}

/** Adds what the comparison of one picture shows; `world`: where the server had everybody, tick by tick. */
export function compare(picture: Picture, world: readonly PositionsAt[], into: Comparison): void {
  const places = placesOf(world);
  const { from, to } = ticksFor(picture);
  into.pictures += 1;
  for (let at = 0; at < picture.bodies.length; at += 3) {
    const [id = 0, x = 0, y = 0] = picture.bodies.subarray(at, at + 3);
    const track = (places.get(id) ?? []).filter(({ tick }) => tick >= from && tick <= to);
    into.bodies += 1;
    if (track.length === 0) {
      into.unknown += 1;
      continue;
    }
    const { adjacent, wide } = distances(track, picture.tick, x, y);
    if (adjacent <= EXACT) into.exact += 1;
    else if (wide <= EXACT) into.stale += 1;
    else {
      into.mismatches += 1;
      into.worst = Math.max(into.worst, adjacent);
    }
  }
}

/** How far (x, y) is from where the body was at `instant`: between the ticks around it, and between any two further apart. */
function distances(track: readonly Place[], instant: number, x: number, y: number): { adjacent: number; wide: number } {
  const result = { adjacent: Number.POSITIVE_INFINITY, wide: Number.POSITIVE_INFINITY };
  for (const before of track) {
    if (before.tick > instant) continue;
    const isLast = before.tick === Math.floor(instant);
    const see = (distance: number, isAdjacent: boolean): void => {
      if (isAdjacent) result.adjacent = Math.min(result.adjacent, distance);
      result.wide = Math.min(result.wide, distance);
    };
    // Whoever dies, spawns or is not heard of again stays where it was seen last.
    see(Math.hypot(x - before.x, y - before.y), isLast);
    for (const after of track) {
      if (after.tick <= instant || after.tick === before.tick) continue;
      const share = (instant - before.tick) / (after.tick - before.tick);
      const distance = Math.hypot(x - before.x - (after.x - before.x) * share, y - before.y - (after.y - before.y) * share);
      see(distance, isLast && after.tick === before.tick + 1);
    }
  }
  return result;
}

function placesOf(world: readonly PositionsAt[]): Map<number, Place[]> {
  const places = new Map<number, Place[]>();
  for (const { tick, bodies } of world) {
    for (let at = 0; at < bodies.length; at += 3) {
      const [id = 0, x = 0, y = 0] = bodies.subarray(at, at + 3);
      const track = places.get(id) ?? [];
      places.set(id, track);
      track.push({ tick, x: x / UNIT, y: y / UNIT });
    }
  }
  return places;
}
