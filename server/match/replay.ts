import { MAPS } from "../../shared/content/maps.ts";
import { modeNamed } from "../../shared/content/modes.ts";
import { CONTENT_VERSION } from "../../shared/content/version.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { createWorld, type World } from "../../shared/sim/world.ts";
import { LOG_FORMAT, type RoundLog, readTicks } from "./record.ts";

export interface Replay {
  /** Ticks run again. */
  readonly ticks: number;
  /** Hashes that the log holds and that were compared. */
  readonly hashes: number;
  /** The first tick whose hash differs from the logged one; null when none does. */
  readonly differsAt: number | null;
  /** The world as the log leaves it. */
  readonly world: World;
}

/**
 * Runs a logged round again and compares every hash.
 * @throws Error for a log of another format or content, which says nothing about this one; RangeError for a damaged log
 */
export function replay(log: RoundLog): Replay {
  if (log.format !== LOG_FORMAT) throw new Error(`this is a log of format ${log.format}; this version reads ${LOG_FORMAT}`);
  if (log.contentVersion !== CONTENT_VERSION) throw new Error(`this log was made with content ${log.contentVersion}; here is ${CONTENT_VERSION}`);
  const map = MAPS[log.map];
  if (map === undefined) throw new Error(`there is no map ${log.map}`);
  const mode = modeNamed(log.mode);
  if (mode === undefined) throw new Error(`there is no mode ${log.mode}`);
  if (log.tickRate !== 20 && log.tickRate !== 40) throw new Error(`there is no tick rate of ${log.tickRate}`);
  const world = createWorld({ terrain: compileTerrain(map, log.tickRate), seed: log.seed, startTick: log.startTick, mode });
  let ticks = 0;
  let hashes = 0;
  let differsAt: number | null = null;
  for (const { joins, leaves, frames, hash } of readTicks(log)) {
    step(world, { joins, leaves, frames });
    ticks += 1;
    if (hash === null) continue;
    hashes += 1;
    if (differsAt === null && hash !== hashWorld(world)) differsAt = world.tick;
  }
  return { ticks, hashes, differsAt, world };
}
