import { describe, expect, test } from "vitest";
import { Match } from "../../server/match/match.ts";
import { PhaseTimes, TICK_PHASES, WINDOW_TICKS } from "../../server/match/phase-times.ts";
import { Scheduler } from "../../server/match/scheduler.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";

/** s of real time over which rates are taken. */
const SECONDS = 4;

describe.each([20, 40] as const)("a match with 12 bots scheduled at %i Hz", (tickRate) => {
  test(`ticks within 1 % of that rate over ${SECONDS} s of real time, and says so`, async () => {
    const now = () => performance.now();
    const match = new Match({ terrain: compileTerrain(DEFAULT_MAP, tickRate), seed: 1, size: 12, now, send: () => undefined });
    const scheduler = new Scheduler();
    const scheduled = scheduler.add({ period: 1000 / tickRate, tick: () => match.tick(), failed: (error) => expect.fail(String(error)) });
    await expect.poll(() => match.world.tick, { timeout: 20_000, interval: 1 }).toBeGreaterThan(tickRate / 2);
    const [fromTick, from] = [match.world.tick, now()];
    await expect.poll(() => match.world.tick - fromTick, { timeout: 20_000, interval: 1 }).toBeGreaterThanOrEqual(SECONDS * tickRate);
    const rate = ((match.world.tick - fromTick) * 1000) / (now() - from);
    const { lateness } = scheduled;
    scheduled.remove();
    console.info(
      `${rate.toFixed(3)} Hz measured outside, ${match.figures.achievedRate.toFixed(3)} by the match; ms per tick:`,
      match.figures.times.tick,
      "ms late:",
      lateness,
    );
    // What adds up would be in every tick.
    expect(lateness.p50).toBeLessThan(500 / tickRate);
    expect(rate / tickRate).toBeGreaterThan(0.99);
    expect(rate / tickRate).toBeLessThan(1.01);
    expect(match.figures.achievedRate / tickRate).toBeGreaterThan(0.97);
    expect(match.figures.achievedRate / tickRate).toBeLessThan(1.03);
  });
});

describe("the times of a tick's phases", () => {
  test("are taken one by one", () => {
    let now = 0;
    const times = new PhaseTimes(() => now);
    for (let tick = 0; tick < 10; tick++) {
      now = tick * 25;
      times.begin();
      TICK_PHASES.forEach((phase, index) => {
        now += index + 1;
        times.end(phase);
      });
    }
    const { times: spreads, achievedRate } = times.figures();
    for (const [index, phase] of TICK_PHASES.entries()) expect(spreads[phase].mean).toBeCloseTo(index + 1);
    expect(spreads.tick).toEqual({ mean: 21, p50: 21, p99: 21, worst: 21 });
    expect(achievedRate).toBeCloseTo(40);
  });

  test("show a sagging rate that short ticks hide", () => {
    let now = 0;
    const times = new PhaseTimes(() => now);
    for (let tick = 0; tick < 100; tick++) {
      now = tick * 50;
      times.begin();
      for (const phase of TICK_PHASES) times.end(phase);
    }
    expect(times.figures()).toMatchObject({ achievedRate: 20, times: { tick: { worst: 0 } } });
  });

  test("tell the usual tick from the slow one in a hundred and from the worst", () => {
    let now = 0;
    const times = new PhaseTimes(() => now);
    for (let tick = 0; tick < WINDOW_TICKS; tick++) {
      now = tick * 25;
      times.begin();
      for (const phase of TICK_PHASES) {
        if (phase === "step") now += tick === 7 ? 20 : tick % 50 === 0 ? 9 : 2;
        times.end(phase);
      }
    }
    const { step, send, tick } = times.figures().times;
    expect(step).toMatchObject({ p50: 2, p99: 9, worst: 20 });
    expect(tick).toEqual(step);
    expect(send.worst).toBe(0);
  });

  test("forget what is longer ago than the window", () => {
    let now = 0;
    const times = new PhaseTimes(() => now);
    for (let tick = 0; tick < 1000; tick++) {
      now += tick < 500 ? 100 : 25;
      times.begin();
    }
    expect(times.figures().achievedRate).toBeCloseTo(40);
  });
});
