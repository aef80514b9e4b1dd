import { describe, expect, test } from "vitest";
import { OverloadLadder } from "../../server/match/overload.ts";
import { Scheduler } from "../../server/match/scheduler.ts";
import { processStrain, type Strain } from "../../server/match/strain.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { ManualTime } from "./manual-time.ts";

const CALM: Strain = { busy: 0.3, behind: 0, arrivals: 0 };
const STRAINED: Strain = { busy: 0.95, behind: 0, arrivals: 0 };
const RUSHED: Strain = { busy: 1, behind: 0.5, arrivals: 80 };
const BETWEEN: Strain = { busy: 0.75, behind: 0.05, arrivals: 0 };

/** A ladder that 20 ticks per second ask; `strain` says how things stand at each step. */
function climb(strain: (step: number, now: number) => Strain) {
  let now = 0;
  let step = 0;
  const changes: { at: number; step: number }[] = [];
  const ladder = new OverloadLadder(
    () => strain(step, now),
    () => now,
  );
  return {
    changes,
    steps: () => changes.map((change) => change.step),
    pass(seconds: number): void {
      for (const end = now + seconds * 1000; now < end; ) {
        now += 50;
        const next = ladder.look();
        if (next !== step) changes.push({ at: now, step: next });
        step = next;
      }
    },
    /** The process stands still. */
    stall(seconds: number): void {
      now += seconds * 1000;
    },
  };
}

describe("the overload ladder", () => {
  test("climbs one step after three seconds of strain, and at the last one stays", () => {
    const { pass, changes } = climb(() => STRAINED);
    pass(60);
    expect(changes).toEqual([
      { at: 3000, step: LoadStep.FEWER_BOTS },
      { at: 6000, step: LoadStep.FAR_AT_HALF_RATE },
      { at: 9000, step: LoadStep.ALL_AT_HALF_RATE },
      { at: 12_000, step: LoadStep.NO_JOINS },
    ]);
  });

  test("climbs for ticks that come late while the process looks idle", () => {
    const { pass, steps } = climb(() => ({ busy: 0.2, behind: 0.2, arrivals: 0 }));
    pass(4);
    expect(steps()).toEqual([LoadStep.FEWER_BOTS]);
  });

  test("does not climb for seconds of strain that do not follow each other", () => {
    const { pass, changes } = climb((_step, now) => (now % 3000 === 0 ? CALM : STRAINED));
    pass(60);
    expect(changes).toEqual([]);
  });

  test("does not climb for one standstill, however long", () => {
    let isStalled = false;
    const { pass, stall, changes } = climb(() => (isStalled ? { busy: 1, behind: 1, arrivals: 0 } : CALM));
    pass(5);
    isStalled = true;
    stall(60);
    pass(1);
    isStalled = false;
    pass(5);
    expect(changes).toEqual([]);
  });

  test("does not take hundreds who come at once for lasting strain", () => {
    const { pass, changes } = climb((_step, now) => (now <= 5000 ? RUSHED : now <= 7000 ? STRAINED : CALM));
    pass(60);
    expect(changes).toEqual([]);
  });

  test("climbs when they never cease to come", () => {
    const { pass, changes } = climb(() => RUSHED);
    pass(14);
    expect(changes).toEqual([{ at: 13_000, step: LoadStep.FEWER_BOTS }]);
  });

  test("goes down one step after each ten seconds at ease", () => {
    const { pass, changes } = climb((_step, now) => (now <= 12_000 ? STRAINED : CALM));
    pass(80);
    expect(changes.slice(4)).toEqual([
      { at: 22_000, step: LoadStep.ALL_AT_HALF_RATE },
      { at: 32_000, step: LoadStep.FAR_AT_HALF_RATE },
      { at: 42_000, step: LoadStep.FEWER_BOTS },
      { at: 52_000, step: LoadStep.NONE },
    ]);
  });

  test("stays where it is between the two thresholds", () => {
    const { pass, changes } = climb((_step, now) => (now <= 6000 ? STRAINED : BETWEEN));
    pass(600);
    expect(changes).toHaveLength(2);
  });

  test("hardly flaps where a step brings ease and its end brings strain: it waits longer each time", () => {
    const { pass, changes } = climb((step) => (step >= LoadStep.FEWER_BOTS ? CALM : STRAINED));
    pass(600);
    const waits = changes.flatMap(({ at, step }, index) => (step === LoadStep.NONE ? [at - (changes[index - 1]?.at ?? 0)] : []));
    expect(waits.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(changes.length).toBeLessThan(14);
    pass(6000);
    expect(changes.at(-1)?.at).toBeGreaterThan(6000_000);
  });

  test("takes people in again after ten seconds at ease, however often that was too early", () => {
    const { pass, changes } = climb((step) => (step === LoadStep.NO_JOINS ? CALM : STRAINED));
    pass(600);
    const ends = changes.flatMap(({ at, step }, index) =>
      changes[index - 1]?.step === LoadStep.NO_JOINS ? [{ step, after: at - (changes[index - 1]?.at ?? 0) }] : [],
    );
    expect(ends.length).toBeGreaterThan(40);
    for (const end of ends) expect(end).toEqual({ step: LoadStep.ALL_AT_HALF_RATE, after: 10_000 });
  });

  test("forgets that once a step back has proved right", () => {
    const { pass, changes } = climb((step, now) => (now < 40_000 ? (step === 0 ? STRAINED : CALM) : now < 200_000 || now >= 204_000 ? CALM : STRAINED));
    pass(300);
    const [up, down] = changes.slice(-2);
    expect([up?.step, down?.step]).toEqual([LoadStep.FEWER_BOTS, LoadStep.NONE]);
    expect((down?.at ?? 0) - (up?.at ?? 0)).toBeLessThan(12_000);
  });

  test("has come down by itself when nobody asked for minutes", () => {
    const { pass, stall, steps } = climb((_step, now) => (now <= 12_000 ? STRAINED : CALM));
    pass(12);
    stall(60);
    pass(1);
    expect(steps().at(-1)).toBe(LoadStep.NONE);
  });
});

test("the strain of a process is that of the time since it was last asked: late and missing ticks of all its matches", () => {
  const time = new ManualTime();
  const scheduler = new Scheduler(time);
  let seats = 0;
  const measure = processStrain(scheduler, () => seats);
  for (const period of [25, 50]) scheduler.add({ period, tick: () => undefined, failed: (error) => expect.fail(String(error)) });
  time.pass(1000);
  expect(measure().behind).toBe(0);
  time.stall(10_000);
  time.pass(1000);
  // 400 and 200 ticks were due in the standstill; in the second after it come 40 and 20 in time.
  expect(measure().behind).toBeGreaterThan(0.85);
  time.pass(1000);
  seats = 5;
  expect(measure()).toMatchObject({ behind: 0, arrivals: 5 });
  expect(measure()).toMatchObject({ behind: 0, arrivals: 0 });
});

test("a process that works without a pause is busy", async () => {
  const measure = processStrain(new Scheduler(), () => 0);
  const until = performance.now() + 200;
  while (performance.now() < until);
  await new Promise((resolve) => setImmediate(resolve));
  expect(measure().busy).toBeGreaterThan(0.8);
  const isOver = performance.now() + 300;
  await expect.poll(() => performance.now() > isOver, { interval: 100 }).toBe(true);
  expect(measure().busy).toBeLessThan(0.5);
});
