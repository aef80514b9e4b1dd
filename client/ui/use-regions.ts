import { useEffect, useState } from "react";
import type { Pings } from "../../shared/protocol/matchmaking.ts";
import { REGIONS_PATH, type RegionList } from "../../shared/protocol/regions.ts";
import { pingOf } from "../game/net/pings.ts";

export interface Regions {
  /** Null where there is but one. */
  list: RegionList | null;
  /** ms from here to each region and back, where it is measured; null: it does not answer. */
  pings: ReadonlyMap<string, number | null>;
}

/** Where the service is, and how far away each place is. */
export function useRegions(): Regions {
  const [list, setList] = useState<RegionList | null>(null);
  const [pings, setPings] = useState<ReadonlyMap<string, number | null>>(new Map());
  useEffect(() => {
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await askRegions();
      if (isGone || found === null || found.regions.length < 2) return;
      setList(found);
      for (const region of found.regions) {
        const ping = await pingOf(
          region,
          (address, signal) => fetch(address, { signal, cache: "no-store", mode: "cors" }),
          () => performance.now(),
        );
        if (isGone) return;
        setPings((before) => new Map(before).set(region.name, ping));
      }
    };
    void look();
    return () => {
      isGone = true;
    };
  }, []);
  return { list, pings };
}

/** The regions that answer, the nearest first. */
export function nearestFirst({ pings }: Regions): [name: string, ping: number][] {
  return [...pings].flatMap(([name, ping]): [string, number][] => (ping === null ? [] : [[name, ping]])).sort(([, one], [, other]) => one - other);
}

export function pingsOf(regions: Regions): Pings {
  return Object.fromEntries(nearestFirst(regions));
}

async function askRegions(): Promise<RegionList | null> {
  try {
    const response = await fetch(REGIONS_PATH);
    return response.ok ? ((await response.json()) as RegionList) : null;
  } catch {
    // Without a list there is the one place that the page came from.
    return null;
  }
}
