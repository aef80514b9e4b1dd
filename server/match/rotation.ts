import type { MapData } from "../../shared/content/map-data.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { compileTerrain, type Terrain } from "../../shared/sim/terrain.ts";

/** Square units that a player needs: a screen shows 1,440,000, so that about six are on it when all are. */
const AREA_PER_PLAYER = 230_000;

/** On a map that is larger than others by more than this players do not find one another. */
const SPAN = 2;

/** The maps that a room for this many players takes turns on: the smaller of those with room for them, or else the largest. */
export function mapsFor(maps: readonly MapData[], players: number): readonly MapData[] {
  const roomy = maps.filter((map) => areaOf(map) >= players * AREA_PER_PLAYER);
  if (roomy.length === 0) {
    const largest = Math.max(...maps.map(areaOf));
    return maps.filter((map) => areaOf(map) === largest);
  }
  const smallest = Math.min(...roomy.map(areaOf));
  return roomy.filter((map) => areaOf(map) <= SPAN * smallest);
}

function areaOf({ width, height }: MapData): number {
  return width * height;
}

const compiled = { 20: new WeakMap<MapData, Terrain>(), 40: new WeakMap<MapData, Terrain>() };

/** A map made ready for worlds of a tick rate, once per process. */
export function terrainOf(map: MapData, tickRate: TickRate): Terrain {
  let terrain = compiled[tickRate].get(map);
  if (terrain === undefined) {
    terrain = compileTerrain(map, tickRate);
    compiled[tickRate].set(map, terrain);
  }
  return terrain;
}
