import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { ARENA } from "../shared/content/modes.ts";
import { PHASES } from "../shared/sim/step.ts";
import { Fight } from "../test/sim/fight.ts";
import { calibrate } from "./calibration.ts";
import { MemoryMeter } from "./meters/memory.ts";

/**
 * What a tick of the world costs with a crowd that fights: `npm run bench -- sim`. Only the step is timed, not the making of
 * inputs. Times are of this machine; `ofCalibration` is their ratio to a loop of plain arithmetic timed in the same run, to
 * compare machines and days.
 */
const AIMS_MS: ReadonlyMap<number, number> = new Map([
  [100, 1],
  [500, 5],
]);
const TICK_RATE = 40;
/** Until code is compiled and the crowd has met. */
const WARM_TICKS = 400;
const TICKS = 2000;

const calibration = calibrate(() => performance.now());
const results = [...AIMS_MS].map(([bodies, aimMs]) => {
  const fight = new Fight({ tickRate: TICK_RATE, seed: 1, bodies, mode: { ...ARENA, roundMs: 3_600_000, podiumMs: 0 } });
  const times: number[] = [];
  let kills = 0;
  let projectiles = 0;
  let before = 0;
  const start = (): void => {
    before = performance.now();
  };
  const stop = (): void => {
    times.push(performance.now() - before);
  };
  const timed = [{ name: "start", run: start }, ...PHASES, { name: "stop", run: stop }];
  const run = (ticks: number): void => {
    for (let tick = 0; tick < ticks; tick += 1) {
      for (const event of fight.tick(timed)) {
        kills += event.kind === "bodyKilled" ? 1 : 0;
      }
      projectiles += fight.world.projectiles.length;
    }
  };
  run(WARM_TICKS);
  const memory = new MemoryMeter();
  run(TICKS);
  const figures = memory.stop(TICKS);
  times.splice(0, WARM_TICKS);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    bodies,
    medianMs: rounded(at(0.5)),
    p99Ms: rounded(at(0.99)),
    aimMs,
    ofAim: rounded(at(0.5) / aimMs),
    ofCalibration: rounded(at(0.5) / calibration),
    killsPerMinute: Math.round(kills / ((WARM_TICKS + TICKS) / TICK_RATE / 60)),
    meanProjectiles: Math.round(projectiles / (WARM_TICKS + TICKS)),
    ...figures,
  };
});

console.table(results);
const report = { tickRate: TICK_RATE, ticks: TICKS, node: process.version, cpu: cpus()[0]?.model ?? "unknown", calibrationMs: rounded(calibration), results };
writeFileSync(new URL("sim.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
if (results.some(({ ofAim }) => ofAim > 1)) {
  process.exitCode = 1;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
