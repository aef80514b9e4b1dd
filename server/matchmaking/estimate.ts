/** Waits that an estimate is made from: enough for a steady median, few enough to follow the hour. */
export const WAITS_KEPT = 50;

/** The newest waits last. */
export function remember(waits: readonly number[], wait: number): number[] {
  return [...waits, wait].slice(-WAITS_KEPT);
}

/**
 * How long, ms, somebody will still wait who has `waited` so long: the median of the recent waits that were longer, less what is over; at
 * most until bots come. With nothing to go by, until then.
 */
export function estimate(waits: readonly number[], waited: number, botsAfter: number): number {
  const longer = waits.filter((wait) => wait > waited).sort((a, b) => a - b);
  const median = longer[Math.floor(longer.length / 2)] ?? botsAfter;
  return Math.max(0, Math.min(median, botsAfter) - waited);
}
