import { memoryUsage, stdout } from "node:process";
import { Notices } from "../../../server/match/notices/notices.ts";
import { Witness } from "../../../server/match/notices/witness.ts";
import { ARENA } from "../../../shared/content/modes.ts";
import { PHASES } from "../../../shared/sim/step.ts";
import { Fight } from "../../sim/fight.ts";
import { PlainSight, seer } from "./plain-sight.ts";

/**
 * Prints how many bytes the batch of one client allocates once everything is warm, in a process that needs no collection
 * meanwhile. `wasteful` makes a record of every event for every client: the control.
 */
const WARM_TICKS = 1500;
const TICKS = 1000;
const BODIES = 40;

const isWasteful = process.argv[2] === "wasteful";
const fight = new Fight({ tickRate: 40, seed: 5, bodies: BODIES, mode: { ...ARENA, roundMs: 10_000_000, podiumMs: 0 } });
const { world } = fight;
const sight = new PlainSight(world);
const notices = new Notices(sight);
const witnesses = world.terrain.map.spawns.map((_, index) => new Witness(seer(index + 1)));
let kept: unknown = null;
let allocated = 0;
for (let tick = 0; tick < WARM_TICKS + TICKS; tick += 1) {
  const events = fight.tick(PHASES);
  for (const { observer } of witnesses) sight.look(observer);
  if (tick === WARM_TICKS) globalThis.gc?.();
  const before = memoryUsage().heapUsed;
  notices.begin(world, events);
  for (const witness of witnesses) {
    notices.batch(witness, 3);
    if (isWasteful) kept = events.map((event) => ({ ...event }));
  }
  if (tick >= WARM_TICKS) allocated += memoryUsage().heapUsed - before;
}
stdout.write(`${Math.round(allocated / TICKS / witnesses.length)}\n`);
if (isWasteful && kept === null) throw new Error("nothing was wasted");
