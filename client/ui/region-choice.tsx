import { useEffect, useId, useState } from "react";
import { REGIONS_PATH, type Region, type RegionList } from "../../shared/protocol/regions.ts";
import { pingOf } from "../game/net/pings.ts";
import { useTexts } from "./texts/language.ts";

/** Where the service is, each place with the time to it and back; choosing one opens the page there. Nothing where there is but one. */
export function RegionChoice() {
  const { regions: texts } = useTexts();
  const field = useId();
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

  if (list === null) return null;
  const nameWithPing = ({ name }: Region): string => {
    const ping = pings.get(name);
    if (ping === undefined) return name;
    return ping === null ? texts.unreachable(name) : texts.withPing(name, ping);
  };
  return (
    <p className="menu-region">
      <label htmlFor={field}>{texts.label}</label>
      <select
        id={field}
        value={list.own}
        onChange={(event) => {
          const chosen = list.regions.find(({ name }) => name === event.target.value);
          if (chosen !== undefined) location.assign(chosen.address);
        }}
      >
        {list.regions.map((region) => (
          <option key={region.name} value={region.name}>
            {nameWithPing(region)}
          </option>
        ))}
      </select>
    </p>
  );
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
