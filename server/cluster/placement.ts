import type { ProcessRecord } from "./process-record.ts";

/** Share of a core that must be free for another match: what is less than this, ticks that come late would take from all matches there. */
const HEADROOM_LEAST = 0.25;

/** Headroom is measured, and wavers: processes within such a step of each other are as free as each other. */
const HEADROOM_STEP = 0.25;

/**
 * The process to open a room on: in the region that is asked for before any other, with a core to spare, freest first, then with fewest
 * players. Null when every one has all the rooms that it takes, or too much to do.
 */
export function choosePlace(processes: ReadonlyMap<string, ProcessRecord>, region: string): string | null {
  const free = [...processes].filter(([, { state, rooms, maxRooms, isOverloaded }]) => state === "serving" && rooms < maxRooms && !isOverloaded);
  const [best] = free.sort(([idA, a], [idB, b]) => compare(a, b, region) || (idA < idB ? -1 : 1));
  return best?.[0] ?? null;
}

/** Negative when `a` is the better place. */
function compare(a: ProcessRecord, b: ProcessRecord, region: string): number {
  const away = Number(a.region !== region) - Number(b.region !== region);
  const crowded = Number(a.headroom < HEADROOM_LEAST) - Number(b.headroom < HEADROOM_LEAST);
  const busier = Math.floor(b.headroom / HEADROOM_STEP) - Math.floor(a.headroom / HEADROOM_STEP);
  return away || crowded || busier || a.players - b.players || a.rooms - b.rooms;
}
