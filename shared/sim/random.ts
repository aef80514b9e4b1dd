/**
 * The world's own random stream: a 32-bit state that the world keeps, so that it is serialised, hashed and replayed with it.
 * Mulberry32: every state is reached, four integer operations a number.
 */

/** Adds a step to the stream. Returns the next state, int32. */
export function nextRandom(state: number): number {
  return (state + 0x6d2b79f5) | 0;
}

/** The number that a state stands for: uint32. */
export function randomOf(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

/**
 * Draws an integer 0..bound-1 (bound 1..65536) and moves the stream on. The remainder prefers small numbers by at most
 * one in 65536: nothing that a player could notice.
 */
export function drawBelow(stream: { random: number }, bound: number): number {
  stream.random = nextRandom(stream.random);
  return randomOf(stream.random) % bound;
}
