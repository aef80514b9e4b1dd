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
  /** Shown where it was up to STALE_MAX before, or on its way between ticks no further apart: it was sent less often. */
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

/** How far (x, y) is from where the body was at `instant`, between the ticks around it; and from its ways between any two ticks. */
function distances(track: readonly Place[], instant: number, x: number, y: number): { adjacent: number; wide: number } {
  const result = { adjacent: Number.POSITIVE_INFINITY, wide: Number.POSITIVE_INFINITY };
  for (const before of track) {
    if (before.tick > instant) continue;
    const isLast = before.tick === Math.floor(instant);
    const stood = Math.hypot(x - before.x, y - before.y);
    // Whoever dies, spawns or is not heard of again stays where it was seen last.
    if (isLast) result.adjacent = Math.min(result.adjacent, stood);
    result.wide = Math.min(result.wide, stood);
    for (const after of track) {
      if (after.tick <= before.tick) continue;
      if (isLast && after.tick === before.tick + 1) result.adjacent = Math.min(result.adjacent, offLine(before, after, instant - before.tick, x, y));
      // Who was left out of patches is on that way earlier or later than the world has them there.
      result.wide = Math.min(result.wide, offLine(before, after, nearestShare(before, after, x, y), x, y));
    }
  }
  return result;
}

/** From (x, y) to the point at a share of the way. */
function offLine(from: Place, to: Place, share: number, x: number, y: number): number {
  return Math.hypot(x - from.x - (to.x - from.x) * share, y - from.y - (to.y - from.y) * share);
}

/** Where on the way (x, y) is nearest, 0..1. */
function nearestShare(from: Place, to: Place, x: number, y: number): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / square));
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
