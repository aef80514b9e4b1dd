import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { Match } from "../server/match/match.ts";
import { TICK_PHASES } from "../server/match/phase-times.ts";
import { mapsFor, terrainOf } from "../server/match/rotation.ts";
import { Scheduler } from "../server/match/scheduler.ts";
import { DEFAULT_MAP, rotationOf } from "../shared/content/maps.ts";
import { Circler } from "../test/sim/circler.ts";
import { MemoryMeter } from "./meters/memory.ts";

/**
 * What a tick of a whole match costs, but for its sockets: `npm run bench -- tick`. Half of those who fight are bots, half are
 * people whose frames come from a script. Times by phase, of the last ticks of the run; what a tick allocates; and, with the match on the
 * real scheduler, how late its ticks are. A tick that does nothing shows how late the scheduler itself is; aim: under 3 ms at p99.
 */
const CROWDS = [
  { bodies: 100, tickRate: 40 },
  { bodies: 300, tickRate: 20 },
] as const;
/** Until code is compiled and the crowd has met. */
const WARM_SECONDS = 20;
const SECONDS = 30;
const PACED_MS = 15_000;

const results = [];
for (const { bodies, tickRate } of CROWDS) {
  const terrain = terrainOf(mapsFor(rotationOf("arena"), bodies)[0] ?? DEFAULT_MAP, tickRate);
  const match = new Match({ terrain, seed: 1, size: bodies, now: () => performance.now(), send: () => undefined });
  const people = Array.from({ length: bodies / 2 }, (_, index) => new Circler(index * 7));
  for (const [index, person] of people.entries()) match.join(`Person ${index}`, person);
  const tick = (): void => {
    for (const person of people) person.play(match.world.tick);
    match.tick();
  };
  for (let count = 0; count < WARM_SECONDS * tickRate; count += 1) tick();
  const memory = new MemoryMeter();
  for (let count = 0; count < SECONDS * tickRate; count += 1) tick();
  const { bytesPerTick, gcMs, collections } = memory.stop(SECONDS * tickRate);
  const { times } = match.figures;

  const paced = await pace(tickRate, tick);
  results.push({
    map: terrain.map.name,
    bodies,
    tickRate,
    phases: Object.fromEntries(TICK_PHASES.map((phase) => [phase, { p50: rounded(times[phase].p50), p99: rounded(times[phase].p99) }])),
    tick: { p50: rounded(times.tick.p50), p99: rounded(times.tick.p99), worst: rounded(times.tick.worst) },
    memory: { bytesPerTick, gcMs, collections },
    paced,
  });
}
const idle = await pace(40, () => undefined);

for (const { bodies, tickRate, map, phases, tick, memory, paced } of results) {
  console.log(`${bodies} bodies at ${tickRate} Hz on ${map}: ms per tick, bytes per tick, ms late`);
  console.table({ ...phases, tick });
  console.log(memory, paced);
}
console.log("a tick that does nothing, at 40 Hz", idle);
const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", seconds: SECONDS, results, idle };
writeFileSync(new URL("tick.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);

/** Ticks on the real scheduler for a while, by the clock. */
async function pace(tickRate: number, tick: () => void): Promise<Record<string, number>> {
  let ticks = 0;
  const scheduled = new Scheduler().add({
    period: 1000 / tickRate,
    tick: () => {
      ticks += 1;
      tick();
    },
    failed: (error) => {
      throw error;
    },
  });
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, PACED_MS));
  const rate = (ticks * 1000) / (performance.now() - from);
  scheduled.remove();
  const { p50, p99, worst } = scheduled.lateness;
  return { rate: rounded(rate), lateP50: rounded(p50), lateP99: rounded(p99), lateWorst: rounded(worst), dropped: scheduled.skipped };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
