import { PING_PATH, type Region } from "../../../shared/protocol/regions.ts";

/** ms. A region that takes longer is none to play in. */
const PATIENCE = 2000;

/** The first opens the connection, the least of the others counts. */
const TRIES = 4;

/** ms from here to a region and back; null where it does not answer. `get` fetches an address and rejects when `signal` says so. */
export async function pingOf({ address }: Region, get: (address: string, signal: AbortSignal) => Promise<unknown>, now: () => number): Promise<number | null> {
  let least = Number.POSITIVE_INFINITY;
  try {
    for (let turn = 0; turn < TRIES; turn++) {
      const asked = now();
      await get(`${address}${PING_PATH}`, AbortSignal.timeout(PATIENCE));
      if (turn > 0) least = Math.min(least, now() - asked);
    }
    return Math.round(least);
  } catch {
    // Not reached, or too late: there is nothing to play there from here.
    return null;
  }
}
