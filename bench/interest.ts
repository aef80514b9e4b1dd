import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { memoryUsage, threadCpuUsage } from "node:process";
import { MatchBots } from "../server/match/bots.ts";
import { fieldsOf } from "../server/match/interest/fields.ts";
import { Interest } from "../server/match/interest/interest.ts";
import { Observer } from "../server/match/interest/observer.ts";
import { EXPANSE } from "../shared/content/maps/expanse.ts";
import { ARENA } from "../shared/content/modes.ts";
import { ASPECT_DEFAULT } from "../shared/protocol/view.ts";
import type { TickRate } from "../shared/sim/pace.ts";
import { step } from "../shared/sim/step.ts";
import { compileTerrain } from "../shared/sim/terrain.ts";
import { type BodyFrame, createWorld, type Joining } from "../shared/sim/world.ts";
import { calibrate } from "./calibration.ts";

/**
 * What it costs per tick to say who may know of whom, for as many players as bots that fight on the largest map, each 150 ms away:
 * `npm run bench -- interest`. Aim: under 2 ms at the median for 500, all of whom join in the first tick. A tick's time is the
 * clock's: the thread's own on the CPU is counted in steps of some ms, and only its mean says something. The lights of the map are
 * there, as on a server that has run for some seconds; `lightsMs` is what they took.
 */
const CROWDS: readonly { players: number; tickRate: TickRate; aimMs: number }[] = [
  { players: 100, tickRate: 40, aimMs: 2 },
  { players: 300, tickRate: 20, aimMs: 2 },
  { players: 500, tickRate: 20, aimMs: 2 },
];
const LATENCY = 150;
/** Until code is compiled, the crowd has met and most of the map has been seen. */
const WARM_SECONDS = 30;
const SECONDS = 30;

const started = cpuMs();
while (fieldsOf(EXPANSE).prepare(1000));
const lightsMs = cpuMs() - started;
const calibration = calibrate(() => performance.now());
const results = CROWDS.map(({ players, tickRate, aimMs }) => {
  const terrain = compileTerrain(EXPANSE, tickRate);
  const world = createWorld({ terrain, seed: 1, startTick: 0, mode: { ...ARENA, roundMs: 3_600_000 } });
  let joins: Joining[] = [];
  const join = (): Joining => {
    const joining = { id: joins.length + 1, team: 0 as const };
    joins.push(joining);
    return joining;
  };
  const refuse = (): never => {
    throw new Error("nobody leaves this bench");
  };
  const bots = new MatchBots({ terrain, seed: 1, size: players, join, leave: refuse, isNameTaken: () => false });
  const interest = new Interest(terrain);
  const observers = joins.map(({ id }) => new Observer({ own: id, eye: id, aspect: ASPECT_DEFAULT }));
  const lag = Math.ceil((LATENCY * tickRate) / 1000) + 1;
  const times: number[] = [];
  let cpu = 0;
  let slowestWarm = 0;
  const growths: number[] = [];
  let told = 0;
  for (let tick = 0; tick < (WARM_SECONDS + SECONDS) * tickRate; tick += 1) {
    const frames: BodyFrame[] = [];
    bots.think(world, frames);
    const happened = step(world, { joins, leaves: [], frames });
    joins = [];
    bots.observe(world, happened);
    for (const observer of observers) observer.seen = Math.max(0, world.tick - lag);
    // Asking allocates, too: that is subtracted.
    const asking = memoryUsage().heapUsed;
    const heapBefore = memoryUsage().heapUsed;
    const cpuBefore = cpuMs();
    const before = performance.now();
    interest.update(world, observers, happened);
    const took = performance.now() - before;
    const cpuTook = cpuMs() - cpuBefore;
    const grown = memoryUsage().heapUsed - heapBefore - (heapBefore - asking);
    if (tick < WARM_SECONDS * tickRate) {
      slowestWarm = Math.max(slowestWarm, took);
      continue;
    }
    times.push(took);
    cpu += cpuTook;
    growths.push(grown);
    for (const { count } of observers) told += count;
  }
  times.sort((a, b) => a - b);
  growths.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    players,
    tickRate,
    medianMs: rounded(at(0.5)),
    p99Ms: rounded(at(0.99)),
    meanCpuMs: rounded(cpu / times.length),
    aimMs,
    ofAim: rounded(at(0.5) / aimMs),
    ofCalibration: rounded(at(0.5) / calibration),
    slowestOfStartMs: rounded(slowestWarm),
    // Of the median tick: a collection takes away more than any tick adds.
    heapBytesPerTick: growths[Math.floor(growths.length / 2)],
    toldOf: rounded(told / times.length / players),
  };
});

console.table(results);
const report = {
  map: EXPANSE.name,
  latencyMs: LATENCY,
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  calibrationMs: rounded(calibration),
  lightsMs: rounded(lightsMs),
  results,
};
writeFileSync(new URL("interest.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
if (results.some(({ ofAim }) => ofAim > 1)) process.exitCode = 1;

function cpuMs(): number {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
