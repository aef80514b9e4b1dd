import { z } from "zod";
import type { TicketMode } from "./curve.ts";
import { regionKey, regionsIndex } from "./keys.ts";
import { parseStored } from "./stored.ts";
import type { Change, TicketStore } from "./ticket-store.ts";

const ANNOUNCEMENT = z.object({ places: z.number().int().nonnegative() });

/** What is known of a region: how many rooms can be opened there now, or that nobody there says anything any more. */
export type Region = { kind: "alive"; name: string; places: number } | { kind: "silent"; name: string };

/** A sign of life of a region, believed for `lifetime` ms. */
export function announcing(mode: TicketMode, region: string, places: number, lifetime: number): Change {
  return {
    write: { [regionKey(mode, region)]: { text: JSON.stringify({ places: Math.max(0, places) }), lifetime } },
    enter: [{ index: regionsIndex(mode), member: region, score: 0 }],
  };
}

/** Strikes a silent region from the list, unless it has been heard of since. */
export function forgetting(mode: TicketMode, region: string): Change {
  return { expect: { [regionKey(mode, region)]: null }, strike: [{ index: regionsIndex(mode), member: region }] };
}

/** Every region that has been heard of, in the same order everywhere. @throws StoreError */
export async function readRegions(store: TicketStore, mode: TicketMode): Promise<Region[]> {
  const names = await store.list(regionsIndex(mode));
  if (names.length === 0) return [];
  const { values } = await store.read(names.map((name) => regionKey(mode, name)));
  return names.map((name, index) => {
    const announcement = parseStored(ANNOUNCEMENT, values[index]);
    return announcement === null ? { kind: "silent", name } : { kind: "alive", name, places: announcement.places };
  });
}
