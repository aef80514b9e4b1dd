import type { SchedulerTime } from "../../server/match/scheduler.ts";

/** Time that passes only when a test says so. */
export class ManualTime implements SchedulerTime {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delay: number, callback: () => void): () => void {
    const timer = { at: this.#now + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` pass, timers going off when they are due. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#fire(next);
    }
    this.#now = end;
  }

  /** Lets `ms` pass in which the process does nothing at all; what was due goes off late, when time passes again. */
  stall(ms: number): void {
    this.#now += ms;
  }

  #next(end: number) {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #fire(timer: { at: number; callback: () => void }): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    timer.callback();
  }
}
