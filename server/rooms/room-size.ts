import type { MapData } from "../../shared/content/map-data.ts";
import { DEFAULT_MAP, rotationOf } from "../../shared/content/maps.ts";
import type { ModeData, ModeName } from "../../shared/content/modes.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { mapsFor, terrainOf } from "../match/rotation.ts";

/** People in a room beyond whom the time for a tick is too short at 40 of them per second. */
const FAST_ROOM_MAX = 100;
const SLOW_RATE = 20;

export interface SizeOptions {
  /** Of rooms for up to FAST_ROOM_MAX players. */
  tickRate: TickRate;
  /** People who may play in one room, where the mode does not say fewer. */
  maxPlayers: number;
  /** The only map; left out, the mode's maps take turns. */
  map?: MapData;
  /** The only maps, in turn; left out, the mode's. */
  maps?: readonly MapData[];
  /** The maps that operators have chosen for a mode, in turn, asked before each round; null where they have chosen none. */
  chosenMaps?: (mode: ModeName) => readonly MapData[] | null;
}

/** What follows for the rooms of a mode from how many people may play in them. */
export interface RoomSize {
  readonly players: number;
  readonly tickRate: TickRate;
  /** In turn. */
  readonly terrains: readonly [Terrain, ...Terrain[]];
}

export function sizeOf(mode: ModeData, options: SizeOptions): RoomSize {
  const players = Math.min(options.maxPlayers, mode.bodies ?? options.maxPlayers);
  const tickRate = players > FAST_ROOM_MAX ? SLOW_RATE : options.tickRate;
  const chosen = options.map === undefined ? options.chosenMaps?.(mode.name) : null;
  const [first = DEFAULT_MAP, ...others] = chosen ?? mapsFor(mapsOf(mode, options), players);
  return { players, tickRate, terrains: [terrainOf(first, tickRate), ...others.map((map) => terrainOf(map, tickRate))] };
}

function mapsOf(mode: ModeData, { map, maps }: SizeOptions): readonly MapData[] {
  if (map !== undefined) return [map];
  const own = maps ?? rotationOf(mode.name);
  return own.length > 0 ? own : [DEFAULT_MAP];
}
