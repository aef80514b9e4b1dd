import { describe, expect, test } from "vitest";
import { gaugesOf } from "../../../commands/soak/gauges.ts";
import { readOptions } from "../../../commands/soak/options.ts";
import type { Sample, SoakRun } from "../../../commands/soak/run.ts";
import { boundsOf } from "../../../commands/soak/verdict.ts";
import { UsageError } from "../../../commands/usage.ts";

const sample = (at: number, more: Partial<Sample> = {}): Sample => ({
  at,
  heap: 50e6,
  external: 10e6,
  rss: 200e6,
  timers: 20,
  listeners: 100,
  cpu: 0,
  keys: { lasting: 3, expiring: 0 },
  gauges: { strafe_connections: 0 },
  ...more,
});

/** A quarter of an hour of 50 visits per second, of which nothing is left. */
const clean: SoakRun = {
  wish: { minutes: 15, joins: 50 },
  before: sample(0),
  during: Array.from({ length: 60 }, (_, index) => sample((index + 1) * 15, { heap: 60e6, timers: 900 })),
  after: sample(975),
  visits: { begun: { plays: 45_000 }, failed: {}, done: 45_000, present: 0 },
  cpu: 0.4,
};
const wrongOf = (run: SoakRun): string[] => boundsOf(run).flatMap(({ what, holds }) => (holds ? [] : [what]));

describe("a soak", () => {
  test("of which nothing is left is right", () => {
    expect(wrongOf(clean)).toEqual([]);
  });

  test.each<[string, Partial<SoakRun>]>([
    ["heap and buffers after all, against before", { after: sample(975, { heap: 50e6 + 45_000 * 100 }) }],
    ["heap growth in the second half", { during: clean.during.map((each) => ({ ...each, heap: 60e6 + each.at * 50 * 200 })) }],
    ["RSS growth in the second half", { during: clean.during.map((each) => ({ ...each, rss: 200e6 + each.at * 50 * 2000 })) }],
    ["timers after all, against before", { after: sample(975, { timers: 30 }) }],
    ["listeners after all, against before", { after: sample(975, { listeners: 120 }) }],
    ["lasting keys in Redis, against before", { after: sample(975, { keys: { lasting: 4, expiring: 0 } }) }],
    ["gauges above what they were before", { after: sample(975, { gauges: { strafe_connections: 1 } }) }],
    ["visits that came to nothing", { visits: { ...clean.visits, failed: { "no seat": 100 } } }],
  ])("is wrong by one thing that is left: %s", (what, left) => {
    expect(wrongOf({ ...clean, ...left })).toEqual([what]);
  });
});

describe("gauges", () => {
  const text = (names: readonly string[]): string =>
    names.map((name) => `# TYPE ${name} gauge\n${name}{room="a"} 2\n${name}{room="b"} 3\n${name}_of_another 9\n`).join("");

  test("are read with all their labels together, and none is missed", () => {
    const names = /no gauge (\w+)/.exec(String(errorOf(() => gaugesOf("")))) ?? [];
    expect(names[1]).toBe("strafe_connections");
    const all: string[] = [];
    for (let missing = names[1]; missing !== undefined; ) {
      all.push(missing);
      missing = /no gauge (\w+)/.exec(String(errorOf(() => gaugesOf(text(all)))))?.[1];
    }
    expect(Object.values(gaugesOf(text(all))).every((value) => value === 5)).toBe(true);
  });
});

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}

describe("options", () => {
  test("are a quarter of an hour and 50 visits per second unless others are named", () => {
    expect(readOptions([])).toMatchObject({ minutes: 15, joins: 50, json: null });
    expect(readOptions(["--minutes", "1", "--joins", "5", "--json", "soak.json"])).toEqual({ minutes: 1, joins: 5, json: "soak.json" });
  });

  test.each([["--minutes", "none"], ["--joins", "-1"], ["--what"]])("that cannot be are refused with what there is: %s", (...words) => {
    expect(() => readOptions(words)).toThrow(UsageError);
  });
});
