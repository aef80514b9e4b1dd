import type { MapData } from "./map-data.ts";
import { BASTION } from "./maps/bastion.ts";
import { EXPANSE } from "./maps/expanse.ts";
import { FOUNDRY } from "./maps/foundry.ts";
import { GROVE } from "./maps/grove.ts";
import { LOCKS } from "./maps/locks.ts";
import { PIT } from "./maps/pit.ts";
import { TRANSIT } from "./maps/transit.ts";
import type { ModeName } from "./modes.ts";

/** In the order in which the matches of a mode take turns on them. */
const ALL: readonly MapData[] = [FOUNDRY, GROVE, EXPANSE, PIT, LOCKS, BASTION, TRANSIT];

/** Every map, by its name. */
export const MAPS: Readonly<Record<string, MapData>> = Object.fromEntries(ALL.map((map) => [map.name, map]));

export const DEFAULT_MAP = FOUNDRY;

/** The maps of a mode, in the order in which its matches take turns on them. */
export function rotationOf(mode: ModeName): readonly MapData[] {
  return ALL.filter((map) => map.mode === mode);
}
