import { writeFileSync } from "node:fs";
import { MatchBots } from "../server/match/bots.ts";
import { DEFAULT_MAP } from "../shared/content/maps.ts";
import { step } from "../shared/sim/step.ts";
import { compileTerrain } from "../shared/sim/terrain.ts";
import { type BodyFrame, createWorld, type Joining } from "../shared/sim/world.ts";
import { MemoryMeter } from "./meters/memory.ts";

/** What it costs that 100 bots fighting one another think, per tick: `npm run bench -- bots`. Aim: under 2 ms at the median. */
const BOTS = 100;
const AIM_MS = 2;
/** Until code is compiled and ways are known. */
const WARM_SECONDS = 10;
const SECONDS = 20;

const results = ([20, 40] as const).map((tickRate) => {
  const terrain = compileTerrain(DEFAULT_MAP, tickRate);
  const world = createWorld({ terrain, seed: 1, startTick: 0 });
  let joins: Joining[] = [];
  const join = (): Joining => {
    const joining = { id: joins.length + 1, team: 0 as const };
    joins.push(joining);
    return joining;
  };
  const refuse = (): never => {
    throw new Error("nobody leaves this bench");
  };
  const bots = new MatchBots({ terrain, seed: 1, size: BOTS, join, leave: refuse, isNameTaken: () => false });
  const times: number[] = [];
  let kills = 0;
  const runTick = (): void => {
    const frames: BodyFrame[] = [];
    const before = performance.now();
    bots.think(world, frames);
    const thought = performance.now() - before;
    const happened = step(world, { joins, leaves: [], frames });
    joins = [];
    const between = performance.now();
    bots.observe(world, happened);
    times.push(thought + performance.now() - between);
    for (const event of happened) if (event.kind === "bodyKilled") kills += 1;
  };
  for (let tick = 0; tick < WARM_SECONDS * tickRate; tick += 1) runTick();
  times.length = 0;
  const memory = new MemoryMeter();
  for (let tick = 0; tick < SECONDS * tickRate; tick += 1) runTick();
  // Of the world's step as well, which allocates next to nothing.
  const figures = memory.stop(SECONDS * tickRate);
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? Number.NaN) * 1000) / 1000;
  return { tickRate, bots: BOTS, medianMs: at(0.5), p99Ms: at(0.99), ofAim: Math.round((at(0.5) / AIM_MS) * 1000) / 1000, kills, ...figures };
});

console.table(results);
writeFileSync(new URL("bots.json", import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
if (results.some(({ ofAim }) => ofAim > 1)) process.exitCode = 1;
