import { useId } from "react";
import type { Region } from "../../shared/protocol/regions.ts";
import { useTexts } from "./texts/language.ts";
import type { Regions } from "./use-regions.ts";

/**
 * Where the service is, each place with the time to it and back; choosing one opens the page there, which knows nothing of what this one keeps.
 * Nothing where there is but one.
 */
export function RegionChoice({ regions: { list, pings } }: { regions: Regions }) {
  const { regions: texts } = useTexts();
  const field = useId();
  const hint = useId();
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
        aria-describedby={hint}
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
      <small id={hint}>{texts.apart}</small>
    </p>
  );
}
