import { TURN } from "./units.ts";

/**
 * Integer arithmetic of the world. The only file that divides, rounds or takes a root, so that every engine gets the same
 * bits: all it builds on are IEEE operations on integers below 2^53, which have one correct result.
 */

/** What `cosOf` and `sinOf` return for 1: fine enough that the direction of a table entry is off by less than a tenth of an angle unit. */
export const TRIG_ONE = 65_536;

/**
 * a / b, rounded half away from zero. `a` any integer with |a| + b <= 2^53, `b` a positive integer.
 *
 * Exact: the double m / b is the true quotient rounded to nearest, so its floor is the true floor or, where the rounding
 * reached the next integer, one more; the remainder m - q * b is an integer no larger than m + b and tells which.
 */
export function divRound(a: number, b: number): number {
  const magnitude = Math.abs(a);
  let quotient = Math.floor(magnitude / b);
  let remainder = magnitude - quotient * b;
  if (remainder < 0) {
    quotient -= 1;
    remainder += b;
  }
  if (2 * remainder >= b) {
    quotient += 1;
  }
  // 0 - 0 is 0: a negative zero would be another number to `Object.is`.
  return a < 0 ? 0 - quotient : quotient;
}

/** The greatest integer not above a / b. Bounds as in `divRound`, and exact for the same reason. */
export function divFloor(a: number, b: number): number {
  const quotient = Math.floor(a / b);
  return quotient * b > a ? quotient - 1 : quotient + 0;
}

/** The smallest integer not below a / b. */
export function divCeil(a: number, b: number): number {
  return 0 - divFloor(0 - a, b);
}

/**
 * The integer square root: the greatest r with r² <= n, for an integer 0 <= n < 2^53.
 * `Math.sqrt` is off by less than one; the two loops make it exact whatever the engine rounds.
 */
export function isqrt(n: number): number {
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) {
    root -= 1;
  }
  while ((root + 1) * (root + 1) <= n) {
    root += 1;
  }
  return root;
}

/** The length of a vector, rounded down. Both components below 2^26. */
export function lengthOf(x: number, y: number): number {
  return isqrt(x * x + y * y);
}

const QUARTER = TURN / 4;
const HALF = TURN / 2;

/** sin of 0..QUARTER, made at load by a Taylor series in fixed point: the same integers everywhere. */
const QUARTER_SINE = makeQuarterSine();

/** Math.sin differs between engines; this is integers all the way. 2^25 keeps the square of π/2 below 2^53. */
function makeQuarterSine(): Int32Array {
  const one = 2 ** 25;
  const halfPi = 107_944_301_636; // π/2 · 2^36
  const table = new Int32Array(QUARTER + 1);
  for (let angle = 0; angle <= QUARTER; angle += 1) {
    const x = divRound(angle * halfPi, QUARTER * 2 ** 11);
    const square = divRound(x * x, one);
    let term = x;
    let sum = x;
    // Below 1/2^25 after x^15 / 15!, as x is at most π/2.
    for (let power = 3; power <= 15; power += 2) {
      term = 0 - divRound(term * square, one * power * (power - 1));
      sum += term;
    }
    table[angle] = Math.min(TRIG_ONE, divRound(sum * TRIG_ONE, one));
  }
  return table;
}

/** The sine of an angle in 1/65536 turn (any integer from -TURN up to 2^31), times TRIG_ONE. */
export function sinOf(angle: number): number {
  const turned = (angle + TURN) % TURN;
  const within = turned % HALF;
  const value = QUARTER_SINE[within <= QUARTER ? within : HALF - within] ?? 0;
  return turned < HALF ? value : 0 - value;
}

/** The cosine of an angle in 1/65536 turn, times TRIG_ONE. */
export function cosOf(angle: number): number {
  return sinOf(angle + QUARTER);
}

/**
 * The angle of the vector (x, y) in 1/65536 turn, 0..65535; 0 for the null vector. Components below 2^36.
 * A binary search over the sine table for the first table direction that is not short of the vector, then the nearer of its
 * two neighbours.
 */
export function atan2Of(y: number, x: number): number {
  const absoluteX = Math.abs(x);
  const absoluteY = Math.abs(y);
  if (absoluteX === 0 && absoluteY === 0) {
    return 0;
  }
  const steep = absoluteY > absoluteX;
  const long = steep ? absoluteY : absoluteX;
  const short = steep ? absoluteX : absoluteY;
  let low = 0;
  let high = QUARTER / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beyond(middle, long, short) >= 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  if (low > 0 && 0 - beyond(low - 1, long, short) < beyond(low, long, short)) {
    low -= 1;
  }
  const inQuarter = steep ? QUARTER - low : low;
  const inHalf = x >= 0 ? inQuarter : HALF - inQuarter;
  return y >= 0 ? inHalf % TURN : (TURN - inHalf) % TURN;
}

/** How far the table's direction `angle` lies beyond (long, short), as a cross product. */
function beyond(angle: number, long: number, short: number): number {
  return long * sinOf(angle) - short * cosOf(angle);
}
