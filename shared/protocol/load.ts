/**
 * What a server that has too much to do gives up, one after another and each with those before it; the rate of the simulation
 * is not among them. int, 0..4.
 */
export const LoadStep = {
  NONE: 0,
  /** Half of the bots that fill an arena. */
  FEWER_BOTS: 1,
  /** Who is far away is sent every other tick. */
  FAR_AT_HALF_RATE: 2,
  /** Everybody is. */
  ALL_AT_HALF_RATE: 3,
  /** Nobody is taken in any more. */
  NO_JOINS: 4,
} as const;
