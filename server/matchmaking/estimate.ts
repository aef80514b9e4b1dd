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
  const median = medianLonger(waits, waited) ?? botsAfter;
  return Math.max(0, Math.min(median, botsAfter) - waited);
}

/** The same where every server is full, so that bots do not come either. Whom nobody has waited longer than lately waits as long again. */
export function estimateWhenFull(waits: readonly number[], waited: number, botsAfter: number): number {
  return (medianLonger(waits, waited) ?? Math.max(2 * waited, botsAfter)) - waited;
}

function medianLonger(waits: readonly number[], waited: number): number | undefined {
  const longer = waits.filter((wait) => wait > waited).sort((a, b) => a - b);
  return longer[Math.floor(longer.length / 2)];
}
