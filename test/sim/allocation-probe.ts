import { memoryUsage, stdout } from "node:process";
import { ARENA } from "../../shared/content/modes.ts";
import { PHASES, type Phase } from "../../shared/sim/step.ts";
import { Fight } from "./fight.ts";

/**
 * Prints how many bytes a tick of a fight allocates once everything is warm: a run without a collection, in a process whose
 * young generation is large enough to need none. `wasteful` adds a phase that makes one small object per body: the control.
 */
const WARM_TICKS = 6000;
const TICKS = 10_000;
const BODIES = 20;

const kept: { x: number }[] = [];
const waste: Phase = {
  name: "waste",
  run: (world) => {
    for (const [index, body] of world.bodies.entries()) {
      kept[index] = { x: body.x };
    }
  },
};

const phases = process.argv[2] === "wasteful" ? [...PHASES, waste] : PHASES;
const mode = { ...ARENA, roundMs: 10_000_000, podiumMs: 0 };
const fight = new Fight({ tickRate: 40, seed: 5, bodies: BODIES, mode });
for (let tick = 0; tick < WARM_TICKS; tick += 1) {
  fight.tick(phases);
}
globalThis.gc?.();
const before = memoryUsage().heapUsed;
for (let tick = 0; tick < TICKS; tick += 1) {
  fight.tick(phases);
}
const bytes = memoryUsage().heapUsed - before;
stdout.write(`${Math.round(bytes / TICKS)}\n`);
