import type { ProcessRecord } from "./process-record.ts";

/** Who a room is to be for. */
export interface PlaceWish {
  readonly region: string;
  /** Version of the protocol that they speak: no other process has rooms for them. */
  readonly protocol: number;
}

/** Share of a core that must be free for another match: what is less than this, ticks that come late would take from all matches there. */
const HEADROOM_LEAST = 0.25;

/** Headroom is measured, and wavers: processes within such a step of each other are as free as each other. */
const HEADROOM_STEP = 0.25;

/**
 * The process to open a room on: in the region that is asked for before any other, with a core to spare, freest first, then with fewest
 * players. Null when every one has all the rooms that it takes, has too much to do, or speaks another version.
 */
export function choosePlace(processes: ReadonlyMap<string, ProcessRecord>, { region, protocol }: PlaceWish): string | null {
  const free = [...processes].filter(([, record]) => record.protocol === protocol && placesOn(record) > 0);
  const [best] = free.sort(([idA, a], [idB, b]) => compare(a, b, region) || (idA < idB ? -1 : 1));
  return best?.[0] ?? null;
}

/** Rooms that could be opened there now, on all these processes together. */
export function countPlaces(processes: Iterable<ProcessRecord>, { region, protocol }: PlaceWish): number {
  let places = 0;
  for (const record of processes) if (record.region === region && record.protocol === protocol) places += placesOn(record);
  return places;
}

function placesOn({ state, rooms, maxRooms, isOverloaded }: ProcessRecord): number {
  return state === "serving" && !isOverloaded ? Math.max(0, maxRooms - rooms) : 0;
}

/** Negative when `a` is the better place. */
function compare(a: ProcessRecord, b: ProcessRecord, region: string): number {
  const away = Number(a.region !== region) - Number(b.region !== region);
  const crowded = Number(a.headroom < HEADROOM_LEAST) - Number(b.headroom < HEADROOM_LEAST);
  const busier = Math.floor(b.headroom / HEADROOM_STEP) - Math.floor(a.headroom / HEADROOM_STEP);
  return away || crowded || busier || a.players - b.players || a.rooms - b.rooms;
}
