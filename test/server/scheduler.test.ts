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
