import { OverloadLadder } from "../match/overload.ts";
import { Scheduler, type TickCounts } from "../match/scheduler.ts";
import { processStrain } from "../match/strain.ts";

/** One scheduler for all rooms of the process. */
export const scheduler = new Scheduler();

/** All rooms share the process, and what it gives up when they are too much for it. */
let seatsGiven = 0;
const overload = new OverloadLadder(
  processStrain(scheduler, () => seatsGiven),
  () => performance.now(),
);

export function seatGiven(): void {
  seatsGiven += 1;
}

/** What the process gives up at present: a `LoadStep`. */
export function processLoad(): number {
  return overload.look();
}

/** Of all matches of the process, from its beginning. */
export function processTicks(): TickCounts {
  return scheduler.counts;
}
