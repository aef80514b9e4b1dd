import { type Spread, Window } from "./window.ts";

/** The parts of a tick, in their order. */
export const TICK_PHASES = ["inputs", "step", "record", "interest", "publish", "send"] as const;
export type TickPhase = (typeof TICK_PHASES)[number];

/** Ticks over which times and the achieved rate are measured: 10 s at 40 Hz. */
export const WINDOW_TICKS = 400;

export interface PhaseFigures {
  /** Ticks per second as they happened over the window; 0 before the second tick. */
  readonly achievedRate: number;
  /** ms per tick over the window: each phase and the whole. */
  readonly times: Readonly<Record<TickPhase | "tick", Spread>>;
}

/**
 * Times each named phase of a tick, and how often ticks really happen: a healthy tick time says nothing when ticks are missing.
 * Timing allocates nothing.
 */
export class PhaseTimes {
  readonly #now: () => number;
  readonly #phases: Readonly<Record<TickPhase, Window>>;
  readonly #whole = new Window(WINDOW_TICKS);
  /** From the beginning of one tick to that of the next. */
  readonly #intervals = new Window(WINDOW_TICKS);
  readonly #took: (phase: TickPhase | "all", ms: number) => void;
  #hasBegun = false;
  #began = 0;
  #mark = 0;

  /** `now`: monotonic ms. `took`: told of every phase, and of the whole tick. */
  constructor(now: () => number, took: (phase: TickPhase | "all", ms: number) => void = () => undefined) {
    this.#now = now;
    this.#took = took;
    const window = (): Window => new Window(WINDOW_TICKS);
    this.#phases = { inputs: window(), step: window(), record: window(), interest: window(), publish: window(), send: window() };
  }

  begin(): void {
    const now = this.#now();
    if (this.#hasBegun) this.#intervals.add(now - this.#began);
    this.#hasBegun = true;
    this.#began = now;
    this.#mark = now;
  }

  /** The named phase ends here; it began where the one before it ended. The last one ends the tick. */
  end(phase: TickPhase): void {
    const now = this.#now();
    this.#phases[phase].add(now - this.#mark);
    this.#took(phase, now - this.#mark);
    this.#mark = now;
    if (phase !== "send") return;
    this.#whole.add(now - this.#began);
    this.#took("all", now - this.#began);
  }

  figures(): PhaseFigures {
    const phases = this.#phases;
    const interval = this.#intervals.spread().mean;
    return {
      achievedRate: interval === 0 ? 0 : 1000 / interval,
      times: {
        inputs: phases.inputs.spread(),
        step: phases.step.spread(),
        record: phases.record.spread(),
        interest: phases.interest.spread(),
        publish: phases.publish.spread(),
        send: phases.send.spread(),
        tick: this.#whole.spread(),
      },
    };
  }
}
