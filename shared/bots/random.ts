import { nextRandom, randomOf } from "../sim/random.ts";

/** A seeded stream of numbers in [0, 1). A bot's whims are its own and no part of the world. */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = nextRandom(state);
    return randomOf(state) / 0x1_0000_0000;
  };
}

/** One number of the standard normal distribution. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
