/**
 * One scheduler per process says when which match ticks. Deadlines are absolute (`first + n × period`), so that lateness
 * never adds up; matches are spread over the period, so that they do not all tick in one burst.
 */

/** The time that a scheduler lives in: monotonic ms, and one timer. Tests step a manual one. */
export interface SchedulerTime {
  now(): number;
  /** Calls back once, no earlier than after `delay` ms; returns what cancels it. */
  after(delay: number, callback: () => void): () => void;
}

export const processTime: SchedulerTime = {
  now: () => performance.now(),
  after: (delay, callback) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

export interface Ticking {
  /** ms, a whole number: timers of a process cannot keep fractions. */
  period: number;
  tick(): void;
  /** `tick` threw: it is off the schedule already. */
  failed(error: unknown): void;
}

/** Ticks that are made up for, one after another, when the process was held up; what is further behind is skipped. */
export const CATCH_UP_MAX = 5;

/** Share of a period between the first ticks of two matches added one after another: spreads any number of them evenly. */
const GOLDEN_SHARE = 0.618_034;

interface Entry {
  readonly ticking: Ticking;
  deadline: number;
  skipped: number;
}

export interface Scheduled {
  /** Ticks that never happened because the process was held up for longer than CATCH_UP_MAX periods. */
  readonly skipped: number;
  remove(): void;
}

export class Scheduler {
  readonly #time: SchedulerTime;
  readonly #entries: Entry[] = [];
  #added = 0;
  #cancel: (() => void) | null = null;

  constructor(time: SchedulerTime = processTime) {
    this.#time = time;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(ticking: Ticking): Scheduled {
    const share = (this.#added++ * GOLDEN_SHARE) % 1;
    const entry: Entry = { ticking, deadline: this.#time.now() + (1 + share) * ticking.period, skipped: 0 };
    this.#entries.push(entry);
    this.#arm();
    return {
      get skipped() {
        return entry.skipped;
      },
      remove: () => {
        this.#drop(entry);
        this.#arm();
      },
    };
  }

  #drop(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    if (index >= 0) this.#entries.splice(index, 1);
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = null;
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.#entries) next = Math.min(next, entry.deadline);
    if (next === Number.POSITIVE_INFINITY) return;
    this.#cancel = this.#time.after(Math.max(0, Math.ceil(next - this.#time.now())), () => this.#wake());
  }

  /** Each match that is due ticks once, oldest deadline first; who is still behind ticks again after the sockets had their turn. */
  #wake(): void {
    const now = this.#time.now();
    const due = this.#entries.filter((entry) => entry.deadline <= now).sort((a, b) => a.deadline - b.deadline);
    for (const entry of due) {
      if (!this.#entries.includes(entry)) continue; // removed by a tick before it
      this.#skipHopeless(entry, now);
      entry.deadline += entry.ticking.period;
      try {
        entry.ticking.tick();
      } catch (error) {
        this.#drop(entry);
        entry.ticking.failed(error);
      }
    }
    this.#arm();
  }

  #skipHopeless(entry: Entry, now: number): void {
    const behind = Math.floor((now - entry.deadline) / entry.ticking.period);
    const surplus = behind - CATCH_UP_MAX + 1;
    if (surplus <= 0) return;
    entry.skipped += surplus;
    entry.deadline += surplus * entry.ticking.period;
  }
}
