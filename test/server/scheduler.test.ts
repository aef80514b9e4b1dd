import { describe, expect, test } from "vitest";
import { CATCH_UP_MAX, Scheduler } from "../../server/match/scheduler.ts";
import { ManualTime } from "./manual-time.ts";

function ticking(period: number, time: ManualTime) {
  const at: number[] = [];
  const errors: unknown[] = [];
  return { at, errors, period, tick: () => void at.push(time.now()), failed: (error: unknown) => void errors.push(error) };
}

describe("the scheduler", () => {
  test.each([25, 50])("ticks every %i ms without adding up lateness", (period) => {
    const time = new ManualTime();
    const scheduler = new Scheduler({ now: () => time.now(), after: (delay, callback) => time.after(delay + 3, callback) });
    const match = ticking(period, time);
    scheduler.add(match);
    time.pass(60_000);
    expect(match.at.length).toBeGreaterThanOrEqual(60_000 / period - 2);
    expect(Math.max(...match.at.map((now, index) => now - (index + 1) * period))).toBeLessThanOrEqual(4);
  });

  test("drifts by nothing in ten minutes, however late its timer is, and says how late", () => {
    const time = new ManualTime();
    let timers = 0;
    // Late by 0, 1, 2, 3 or 4 ms, in turn.
    const late = { now: () => time.now(), after: (delay: number, callback: () => void) => time.after(delay + (timers++ % 5), callback) };
    const scheduler = new Scheduler(late);
    const match = ticking(25, time);
    const scheduled = scheduler.add(match);
    time.pass(600_000 + 4);
    expect(match.at.length).toBe(600_000 / 25);
    expect(match.at.at(-1)).toBeLessThanOrEqual(600_000 + 4);
    expect(scheduled.lateness).toMatchObject({ p50: 2, p99: 4, worst: 4 });
    expect(scheduled.skipped).toBe(0);
    expect(scheduler.counts).toEqual({ ticks: 24_000, late: 0, skipped: 0 });
  });

  test("counts a tick as late that waits for another match for more than half its period", () => {
    const time = new ManualTime();
    const scheduler = new Scheduler(time);
    // Due 62 and 24 ms after the first, which keeps the process for 90 ms: they wait for 28 and 66 ms.
    const [first, second, third] = [{ ...ticking(100, time), tick: () => time.stall(90) }, ticking(100, time), ticking(100, time)].map((match) =>
      scheduler.add(match),
    );
    time.pass(5000);
    expect(first?.lateness.worst).toBeLessThan(2);
    expect(second?.lateness.p50).toBeCloseTo(28, 0);
    expect(third?.lateness.p50).toBeCloseTo(66, 0);
    expect(scheduler.counts.late).toBeGreaterThan(scheduler.counts.ticks / 3 - 3);
    expect(scheduler.counts.late).toBeLessThan(scheduler.counts.ticks / 3 + 3);
    first?.remove();
    time.pass(1000);
    const { late } = scheduler.counts;
    time.pass(5000);
    expect(scheduler.counts.late).toBe(late);
  });

  test("spreads matches over the period", () => {
    const time = new ManualTime();
    const scheduler = new Scheduler(time);
    const matches = Array.from({ length: 8 }, () => ticking(40, time));
    for (const match of matches) scheduler.add(match);
    time.pass(200);
    const phases = matches.map(({ at }) => (at[0] ?? 0) % 40).sort((a, b) => a - b);
    for (const [index, phase] of phases.entries()) if (index > 0) expect(phase - (phases[index - 1] ?? 0)).toBeGreaterThan(1);
  });

  test("makes up for a short stall, tick for tick", () => {
    const time = new ManualTime();
    const match = ticking(25, time);
    const scheduled = new Scheduler(time).add(match);
    time.pass(1000);
    time.stall(CATCH_UP_MAX * 25);
    time.pass(1000);
    expect(match.at.length).toBe((2000 + CATCH_UP_MAX * 25) / 25);
    expect(scheduled.skipped).toBe(0);
  });

  test("makes up for no more than CATCH_UP_MAX ticks of a long stall and counts the rest", () => {
    const time = new ManualTime();
    const match = ticking(25, time);
    const scheduled = new Scheduler(time).add(match);
    time.pass(1000);
    const before = match.at.length;
    time.stall(60_000);
    time.pass(25);
    expect(match.at.length - before).toBeLessThanOrEqual(CATCH_UP_MAX + 2);
    expect(scheduled.skipped).toBe(60_025 / 25 - (match.at.length - before));
  });

  test("gives the sockets their turn between two ticks made up for", () => {
    const time = new ManualTime();
    let wakes = 0;
    const scheduler = new Scheduler({
      now: () => time.now(),
      after: (delay, callback) =>
        time.after(delay, () => {
          wakes += 1;
          callback();
        }),
    });
    const match = ticking(25, time);
    scheduler.add(match);
    time.pass(100);
    const before = { wakes, ticks: match.at.length };
    time.stall(100);
    time.pass(0);
    expect(match.at.length - before.ticks).toBe(4);
    expect(wakes - before.wakes).toBeGreaterThanOrEqual(4);
  });

  test("takes a match that throws off the schedule, tells it why, and goes on with the others", () => {
    const time = new ManualTime();
    const scheduler = new Scheduler(time);
    const good = ticking(25, time);
    const bad = {
      ...ticking(25, time),
      tick: () => {
        throw new Error("broken rule");
      },
    };
    scheduler.add(bad);
    scheduler.add(good);
    time.pass(1000);
    expect(bad.errors).toEqual([new Error("broken rule")]);
    expect(good.at.length).toBeGreaterThan(37);
    expect(scheduler.size).toBe(1);
  });

  test("a match removed by another one's tick does not tick any more", () => {
    const time = new ManualTime();
    const scheduler = new Scheduler(time);
    const second = ticking(25, time);
    let remove = (): void => undefined;
    scheduler.add({ ...ticking(25, time), tick: () => remove() });
    const scheduled = scheduler.add(second);
    remove = () => scheduled.remove();
    time.stall(100);
    time.pass(100);
    expect(second.at).toEqual([]);
  });

  test("sets no timer when there is nothing to tick", () => {
    const time = new ManualTime();
    let timers = 0;
    const scheduler = new Scheduler({
      now: () => time.now(),
      after: (delay, callback) => {
        timers += 1;
        return time.after(delay, callback);
      },
    });
    scheduler.add(ticking(25, time)).remove();
    const before = timers;
    time.pass(1000);
    expect(timers).toBe(before);
  });
});
