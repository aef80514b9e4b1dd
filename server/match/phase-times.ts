/** The parts of a tick, in their order. */
export const TICK_PHASES = ["inputs", "step", "record", "publish", "send"] as const;
export type TickPhase = (typeof TICK_PHASES)[number];

/** Ticks over which times and the achieved rate are measured: 10 s at 40 Hz. */
const WINDOW_TICKS = 400;

export interface PhaseFigures {
  /** Ticks per second as they happened over the window; 0 before the second tick. */
  achievedRate: number;
  /** ms per tick, each phase and the whole, over the window. */
  mean: Record<TickPhase | "tick", number>;
  /** ms: the slowest whole tick of the window. */
  worst: number;
}

/** Times each named phase of a tick, and how often ticks really happen: a healthy tick time says nothing when ticks are missing. */
export class PhaseTimes {
  readonly #now: () => number;
  readonly #columns: readonly Float64Array[] = TICK_PHASES.map(() => new Float64Array(WINDOW_TICKS));
  readonly #starts = new Float64Array(WINDOW_TICKS);
  #ticks = 0;
  #mark = 0;

  /** `now`: monotonic ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  begin(): void {
    this.#mark = this.#now();
    this.#starts[this.#ticks % WINDOW_TICKS] = this.#mark;
    this.#ticks += 1;
  }

  /** The named phase ends here; it began where the one before it ended. */
  end(phase: TickPhase): void {
    const now = this.#now();
    const column = this.#columns[TICK_PHASES.indexOf(phase)];
    if (column !== undefined) column[(this.#ticks - 1) % WINDOW_TICKS] = now - this.#mark;
    this.#mark = now;
  }

  figures(): PhaseFigures {
    const kept = Math.min(this.#ticks, WINDOW_TICKS);
    const mean: Record<TickPhase | "tick", number> = { inputs: 0, step: 0, record: 0, publish: 0, send: 0, tick: 0 };
    let worst = 0;
    for (let row = 0; row < kept; row++) {
      let whole = 0;
      TICK_PHASES.forEach((phase, index) => {
        const ms = this.#columns[index]?.[row] ?? 0;
        mean[phase] += ms / kept;
        whole += ms;
      });
      mean.tick += whole / kept;
      worst = Math.max(worst, whole);
    }
    return { achievedRate: this.#rate(kept), mean, worst };
  }

  #rate(kept: number): number {
    if (kept < 2) return 0;
    const newest = this.#starts[(this.#ticks - 1) % WINDOW_TICKS] ?? 0;
    const oldest = this.#starts[(this.#ticks - kept) % WINDOW_TICKS] ?? 0;
    return ((kept - 1) * 1000) / (newest - oldest);
  }
}
