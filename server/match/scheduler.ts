import { type Spread, Window } from "./window.ts";

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

/** Ticks of one match over which its lateness is measured: a minute at 20 Hz, so that the 99th percentile is no single tick. */
const LATENESS_TICKS = 1200;

/** Share of a period: a tick that begins later than this is felt, and counted as late. */
const LATE_SHARE = 0.5;

interface Entry {
  readonly ticking: Ticking;
  /** ms from each deadline to the beginning of its tick. */
  readonly lateness: Window;
  deadline: number;
  /** ms by which the newest tick began later than it was due. */
  newestLateness: number;
  skipped: number;
  /** The wake in which it ticked last. */
  wake: number;
}

export interface Scheduled {
  /** Ticks that never happened because the process was held up for longer than CATCH_UP_MAX periods. */
  readonly skipped: number;
  /** ms by which ticks began later than they should have, over the last LATENESS_TICKS. */
  readonly lateness: Spread;
  /** ms by which the newest tick did. */
  readonly newestLateness: number;
  remove(): void;
}

/** Of all matches together, from the beginning of the process. */
export interface TickCounts {
  readonly ticks: number;
  /** Of these, later than LATE_SHARE of their period. */
  readonly late: number;
  readonly skipped: number;
}

export class Scheduler {
  readonly #time: SchedulerTime;
  readonly #entries: Entry[] = [];
  readonly #counts = { ticks: 0, late: 0, skipped: 0 };
  readonly #onTimer = (): void => this.#wake();
  #added = 0;
  #wakes = 0;
  #cancel: (() => void) | null = null;

  constructor(time: SchedulerTime = processTime) {
    this.#time = time;
  }

  get size(): number {
    return this.#entries.length;
  }

  get counts(): TickCounts {
    return this.#counts;
  }

  add(ticking: Ticking): Scheduled {
    const share = (this.#added++ * GOLDEN_SHARE) % 1;
    const deadline = this.#time.now() + (1 + share) * ticking.period;
    const entry: Entry = { ticking, lateness: new Window(LATENESS_TICKS), deadline, newestLateness: 0, skipped: 0, wake: 0 };
    this.#entries.push(entry);
    this.#arm();
    return {
      get skipped() {
        return entry.skipped;
      },
      get lateness() {
        return entry.lateness.spread();
      },
      get newestLateness() {
        return entry.newestLateness;
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
    this.#cancel = this.#time.after(Math.max(0, Math.ceil(next - this.#time.now())), this.#onTimer);
  }

  /** Each match that is due ticks once, oldest deadline first; who is still behind ticks again after the sockets had their turn. */
  #wake(): void {
    const now = this.#time.now();
    this.#wakes += 1;
    for (let entry = this.#nextDue(now); entry !== null; entry = this.#nextDue(now)) {
      entry.wake = this.#wakes;
      this.#skipHopeless(entry, now);
      this.#countTick(entry);
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

  /** Looked for anew after each tick, which may remove any of them. */
  #nextDue(now: number): Entry | null {
    let next: Entry | null = null;
    for (const entry of this.#entries) {
      if (entry.deadline > now || entry.wake === this.#wakes) continue;
      if (next === null || entry.deadline < next.deadline) next = entry;
    }
    return next;
  }

  #skipHopeless(entry: Entry, now: number): void {
    const behind = Math.floor((now - entry.deadline) / entry.ticking.period);
    const surplus = behind - CATCH_UP_MAX + 1;
    if (surplus <= 0) return;
    entry.skipped += surplus;
    entry.deadline += surplus * entry.ticking.period;
    this.#counts.skipped += surplus;
  }

  /** A tick may wait for others of the same wake: its lateness is as of now, not of the wake. */
  #countTick(entry: Entry): void {
    const lateness = this.#time.now() - entry.deadline;
    entry.lateness.add(lateness);
    entry.newestLateness = lateness;
    this.#counts.ticks += 1;
    if (lateness > LATE_SHARE * entry.ticking.period) this.#counts.late += 1;
  }
}
