import type { MapData } from "./map-data.ts";
import { FOUNDRY } from "./maps/foundry.ts";
import type { ModeName } from "./modes.ts";

/** Every map, by its name. */
export const MAPS: Readonly<Record<string, MapData>> = { [FOUNDRY.name]: FOUNDRY };

/** The maps of a mode, in the order in which matches take turns on them. */
export function rotationOf(mode: ModeName): readonly MapData[] {
  return Object.values(MAPS).filter((map) => map.mode === mode);
}

export const DEFAULT_MAP = FOUNDRY;
