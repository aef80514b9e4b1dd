import { LoadStep } from "../../shared/protocol/load.ts";
import type { Strain } from "./strain.ts";

/** ms between two looks: as long as it takes to tell a busy process from a busy moment. */
const LOOK_PERIOD = 1000;

/**
 * Too much to do: players would feel ticks come late soon, or feel it already. A core is not used up at nine tenths, but what is left
 * is less than one collection of garbage or a dozen joins take.
 */
const STRAINED = { busy: 0.9, behind: 0.1 };

/** Enough room for what the step before costs: half rate saves a third of the work at most. */
const RELAXED = { busy: 0.6, behind: 0.02 };

/** ms under strain before the next step is taken: time for the one before to show its effect. */
const CLIMB_AFTER = 3000;

/**
 * Seats per second above which strain says nothing: each costs a few ms once, which no step would save, and refusing the
 * others what the first ones took would be the last thing that they want.
 */
const RUSH = 20;

/** ms of a rush after which strain counts all the same: whoever keeps coming and going is a load like any other. */
const RUSH_MAX = 10_000;

/** ms at ease before one step is taken back. */
const FALL_AFTER = 10_000;

/** ms after a step back in which strain says that it was taken back too early. */
const REGRET = 30_000;

/**
 * ms at ease that are waited for at most, however often a step was taken back too early. Those who are refused a seat never wait for it:
 * a server at ease that takes nobody in helps nobody, and when they are too many again that is seen within seconds.
 */
const FALL_AFTER_MAX = 300_000;

/**
 * Decides what a process gives up while it has too much to do (`LoadStep`): one step more after seconds of strain, one less after
 * a longer time at ease, and each time that this proves too early it waits twice as long. One per process: its matches share the core.
 */
export class OverloadLadder {
  readonly #measure: () => Strain;
  readonly #now: () => number;
  #step: number = LoadStep.NONE;
  #lookedAt: number;
  /** ms in a row. */
  #strained = 0;
  #rushed = 0;
  #atEase = 0;
  #fallAfter = FALL_AFTER;
  #fellAt = Number.NEGATIVE_INFINITY;

  /** `measure`: since it was last called; `now`: monotonic ms. */
  constructor(measure: () => Strain, now: () => number) {
    this.#measure = measure;
    this.#now = now;
    this.#lookedAt = now();
  }

  /** The present step, a `LoadStep`. To be asked often: it looks at the strain when the last look is long enough ago, and has no timer of its own. */
  look(): number {
    const now = this.#now();
    const passed = now - this.#lookedAt;
    if (passed < LOOK_PERIOD) return this.#step;
    this.#lookedAt = now;
    const { busy, behind, arrivals } = this.#measure();
    // One look is one look, even when the process stood still before it.
    const looked = Math.min(passed, LOOK_PERIOD);
    this.#rushed = arrivals * 1000 >= RUSH * passed ? this.#rushed + looked : 0;
    const isRush = this.#rushed > 0 && this.#rushed <= RUSH_MAX;
    if (busy < STRAINED.busy && behind < STRAINED.behind) this.#strained = 0;
    else if (!isRush) this.#strained += looked;
    this.#atEase = busy < RELAXED.busy && behind < RELAXED.behind ? this.#atEase + passed : 0;
    if (this.#strained >= CLIMB_AFTER) this.#climb(now);
    while (this.#atEase >= this.#patience && this.#step > LoadStep.NONE) this.#fall(now);
    return this.#step;
  }

  /** ms at ease before the present step is taken back. */
  get #patience(): number {
    return this.#step === LoadStep.NO_JOINS ? FALL_AFTER : this.#fallAfter;
  }

  #climb(now: number): void {
    this.#strained = 0;
    if (this.#step === LoadStep.NO_JOINS) return;
    this.#step += 1;
    this.#fallAfter = now - this.#fellAt < REGRET ? Math.min(2 * this.#fallAfter, FALL_AFTER_MAX) : FALL_AFTER;
  }

  #fall(now: number): void {
    this.#atEase -= this.#patience;
    this.#step -= 1;
    this.#fellAt = now;
  }
}
