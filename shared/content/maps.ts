import type { MapData } from "./map-data.ts";
import { FOUNDRY } from "./maps/foundry.ts";

/** Every map, by its name. */
export const MAPS: Readonly<Record<string, MapData>> = { [FOUNDRY.name]: FOUNDRY };

export const DEFAULT_MAP = FOUNDRY;
