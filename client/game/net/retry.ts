/** ms. The first try comes at once, but not from everybody at the same instant when a server drops them all. */
const FIRST_SPREAD = 200;

/** ms. What the second try waits at most; doubles with each further one. */
const BASE = 500;

/** ms. A player who waits does not wait longer than this for the next try. */
const CAP = 5000;

/**
 * ms to wait before try `attempt` (1, 2, …): full jitter, so that a thousand clients that lost the same server come back
 * spread over the whole interval. `random` gives 0..1.
 */
export function retryDelay(attempt: number, random: () => number): number {
  const limit = attempt <= 1 ? FIRST_SPREAD : Math.min(CAP, BASE * 2 ** (attempt - 2));
  return random() * limit;
}
