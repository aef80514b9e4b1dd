import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { cpuUsage } from "node:process";
import { Interest } from "../server/match/interest/interest.ts";
import { Observer } from "../server/match/interest/observer.ts";
import { Notices } from "../server/match/notices/notices.ts";
import { Witness } from "../server/match/notices/witness.ts";
import { EXPANSE } from "../shared/content/maps/expanse.ts";
import { ARENA } from "../shared/content/modes.ts";
import { ASPECT_DEFAULT } from "../shared/protocol/view.ts";
import { PHASES } from "../shared/sim/step.ts";
import { Fight } from "../test/sim/fight.ts";
import { calibrate } from "./calibration.ts";
import { MemoryMeter } from "./meters/memory.ts";

/**
 * What it costs to tell everybody what they notice of a tick, for a crowd that does nothing but fight on the largest map:
 * `npm run bench -- notices`. Aim: 5 µs per player and tick for 400. Times are the process's own on the CPU; memory is what
 * the batches of one tick take, without what the world and sight do.
 */
const PLAYERS = [100, 400] as const;
const AIM_US = 5;
const TICK_RATE = 20;
/** Ticks that a client's newest patch is behind: 150 ms. */
const LAG = 3;
const HEADROOM = 3;
/** Until code is compiled and the crowd has met. */
const WARM_TICKS = 200;
const TICKS = 400;

const calibration = calibrate(cpuMs);
const results = PLAYERS.map((players) => {
  const fight = new Fight({ tickRate: TICK_RATE, seed: 3, bodies: players, map: EXPANSE, mode: { ...ARENA, roundMs: 10_000_000, podiumMs: 0 } });
  const { world } = fight;
  const interest = new Interest(world.terrain);
  const observers = Array.from({ length: players }, (_, index) => new Observer({ own: index + 1, eye: index + 1, aspect: ASPECT_DEFAULT }));
  const notices = new Notices<Observer>(interest);
  const witnesses = observers.map((observer) => new Witness(observer));
  const begins: number[] = [];
  const batches: number[] = [];
  const sums = { bytes: 0, events: 0, projectiles: 0, heap: 0, gcMs: 0, collections: 0 };
  for (let tick = 0; tick < WARM_TICKS + TICKS; tick += 1) {
    const events = fight.tick(PHASES);
    for (const observer of observers) observer.seen = Math.max(0, world.tick - LAG);
    interest.update(world, observers, events);
    const memory = new MemoryMeter();
    let bytes = 0;
    const start = cpuMs();
    notices.begin(world, events);
    const begun = cpuMs();
    for (const witness of witnesses) bytes += (notices.batch(witness, HEADROOM)?.length ?? HEADROOM) - HEADROOM;
    const done = cpuMs();
    const { bytesPerTick, gcMs, collections } = memory.stop(1);
    if (tick < WARM_TICKS) continue;
    begins.push(begun - start);
    batches.push(done - begun);
    sums.bytes += bytes;
    sums.events += events.length;
    sums.projectiles += world.projectiles.length;
    sums.heap += bytesPerTick;
    sums.gcMs += gcMs;
    sums.collections += collections;
  }
  const batchUs = (1000 * quantile(batches, 0.5)) / players;
  return {
    players,
    beginMs: rounded(quantile(begins, 0.5)),
    batchUs: rounded(batchUs),
    batchP99Us: rounded((1000 * quantile(batches, 0.99)) / players),
    aimUs: AIM_US,
    ofAim: rounded(batchUs / AIM_US),
    ofCalibration: rounded(quantile(batches, 0.5) / calibration),
    eventsPerTick: Math.round(sums.events / TICKS),
    projectiles: Math.round(sums.projectiles / TICKS),
    bytesPerBatch: Math.round(sums.bytes / TICKS / players),
    heapBytesPerBatch: Math.round(sums.heap / TICKS / players),
    gcMs: rounded(sums.gcMs),
    collections: sums.collections,
  };
});

console.table(results);
const report = {
  map: EXPANSE.name,
  tickRate: TICK_RATE,
  ticks: TICKS,
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  calibrationMs: rounded(calibration),
  results,
};
writeFileSync(new URL("notices.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
if (results.some(({ ofAim }) => ofAim > 1)) process.exitCode = 1;

function cpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
