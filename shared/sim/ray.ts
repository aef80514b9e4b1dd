import { divCeil, divFloor, divRound, isqrt, lengthOf } from "./fixed.ts";

/**
 * Where a segment first meets something, as a fraction of its length: 0..RAY_FULL, in 1/65536. Coordinates are in 1/256 unit
 * and below 2^22 in size, so that differences stay below 2^23, their products below 2^47 and everything here below 2^53.
 */
export const RAY_FULL = 65_536;

/** It meets nothing: greater than every fraction. */
export const RAY_CLEAR = RAY_FULL + 1;

/** A segment from (x1, y1) to (x2, y2) against a closed box. Starting inside gives 0. */
export function rayAgainstBox(x1: number, y1: number, x2: number, y2: number, minX: number, minY: number, maxX: number, maxY: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  let enter = 0;
  let exit = RAY_FULL;
  if (dx === 0) {
    if (x1 < minX || x1 > maxX) {
      return RAY_CLEAR;
    }
  } else {
    const near = dx > 0 ? minX - x1 : x1 - maxX;
    const far = dx > 0 ? maxX - x1 : x1 - minX;
    const size = Math.abs(dx);
    if (near > size || far < 0) {
      return RAY_CLEAR;
    }
    // Rounded outwards on both ends: a wall never loses a corner to rounding.
    enter = Math.max(enter, divFloor(near * RAY_FULL, size));
    exit = Math.min(exit, divCeil(far * RAY_FULL, size));
  }
  if (dy === 0) {
    if (y1 < minY || y1 > maxY) {
      return RAY_CLEAR;
    }
  } else {
    const near = dy > 0 ? minY - y1 : y1 - maxY;
    const far = dy > 0 ? maxY - y1 : y1 - minY;
    const size = Math.abs(dy);
    if (near > size || far < 0) {
      return RAY_CLEAR;
    }
    enter = Math.max(enter, divFloor(near * RAY_FULL, size));
    exit = Math.min(exit, divCeil(far * RAY_FULL, size));
  }
  return enter <= exit ? enter : RAY_CLEAR;
}

/** A segment from (x1, y1) to (x2, y2) against a closed disc. Starting inside gives 0. */
export function rayAgainstDisc(x1: number, y1: number, x2: number, y2: number, centreX: number, centreY: number, radius: number): number {
  const toX = centreX - x1;
  const toY = centreY - y1;
  if (toX * toX + toY * toY <= radius * radius) {
    return 0;
  }
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = lengthOf(dx, dy);
  if (length === 0) {
    return RAY_CLEAR;
  }
  const ahead = divRound(toX * dx + toY * dy, length);
  if (ahead < 0 || ahead > length + radius) {
    return RAY_CLEAR;
  }
  const aside = divRound(Math.abs(toX * dy - toY * dx), length);
  if (aside > radius) {
    return RAY_CLEAR;
  }
  const enter = ahead - isqrt(radius * radius - aside * aside);
  if (enter > length) {
    return RAY_CLEAR;
  }
  return Math.max(0, divRound(enter * RAY_FULL, length));
}

/** A coordinate at a fraction of the way from `from` to `to`. */
export function along(from: number, to: number, fraction: number): number {
  return from + divRound((to - from) * fraction, RAY_FULL);
}
