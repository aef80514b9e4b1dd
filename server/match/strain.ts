import { performance } from "node:perf_hooks";
import type { Scheduler } from "./scheduler.ts";

/** How hard a process works, over the time since it was last asked. */
export interface Strain {
  /** Share of the time in which it did something, be it ticks, sockets or the collection of garbage: 0..1. */
  readonly busy: number;
  /** Share of its ticks that came late or not at all: 0..1. Says what `busy` does not see, another process on the same core. */
  readonly behind: number;
  /** Seats that were given. */
  readonly arrivals: number;
}

/** Measures this process, whose matches `scheduler` ticks and in which `seatsGiven` have been given so far. */
export function processStrain(scheduler: Scheduler, seatsGiven: () => number): () => Strain {
  let loop = performance.eventLoopUtilization();
  let counts = { ...scheduler.counts };
  let seats = seatsGiven();
  return () => {
    const [loopBefore, before, seatsBefore] = [loop, counts, seats];
    loop = performance.eventLoopUtilization();
    counts = { ...scheduler.counts };
    seats = seatsGiven();
    const skipped = counts.skipped - before.skipped;
    const due = counts.ticks - before.ticks + skipped;
    return {
      busy: performance.eventLoopUtilization(loop, loopBefore).utilization,
      behind: due === 0 ? 0 : (counts.late - before.late + skipped) / due,
      arrivals: seats - seatsBefore,
    };
  };
}
