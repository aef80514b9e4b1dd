import { describe, expect, test } from "vitest";
import { pageOf } from "../../commands/resilience/report.ts";
import { complaintsOf, type Trial, tryOut } from "../../commands/resilience/trial.ts";
import { FULL_LENGTH, type Scenario, within } from "../cluster/scenarios/scenario.ts";

const SETTING = { date: "2026-01-01", commit: "abc", machine: "2 cores", versions: ["Node 26"], minutes: 1 };

/** A fault that takes so long, with and without the defence; the limit is 10 ms. */
function faultOf(ms: number, controlMs: number | null): Scenario {
  return {
    name: "a fault",
    injected: "by hand",
    run: async () => [within("it is over", ms, 10)],
    control:
      controlMs === null
        ? { kind: "none", why: "nothing to compare with" }
        : { kind: "run", what: "no defence", run: async () => [within("it is over", controlMs, 10)] },
  };
}

const tried = (ms: number, controlMs: number | null): Promise<Trial> => tryOut(faultOf(ms, controlMs), FULL_LENGTH);

describe("the page on faults", () => {
  test("has what was measured, with its limit and what the control did", async () => {
    const trial = await tried(5, 50);
    expect(complaintsOf(trial)).toEqual([]);
    expect(pageOf([trial], SETTING)).toContain("| a fault | by hand | it is over | ≤ 10 ms | 5 ms | no defence: it is over: 50 ms (≤ 10 ms) |");
  });

  test("has no row of a fault whose control survives it, which is wrong", async () => {
    const trial = await tried(5, 5);
    expect(complaintsOf(trial)).toEqual([expect.stringContaining("survives it")]);
    expect(pageOf([trial], SETTING)).not.toContain("a fault |");
  });

  test("says what missed its limit, which is wrong", async () => {
    const trial = await tried(50, 50);
    expect(complaintsOf(trial)).toEqual([expect.stringContaining("50 ms")]);
    expect(pageOf([trial], SETTING)).toContain("**missed:** 50 ms");
  });

  test("says why there is no control", async () => {
    const trial = await tried(5, null);
    expect(complaintsOf(trial)).toEqual([]);
    expect(pageOf([trial], SETTING)).toContain("none: nothing to compare with");
  });

  test("has no row of a fault or a control that could not be run, which is wrong", async () => {
    const broken = async (): Promise<never> => Promise.reject(new Error("no server"));
    for (const scenario of [
      { ...faultOf(5, 50), run: broken },
      { ...faultOf(5, 50), control: { kind: "run", what: "no defence", run: broken } as const },
    ]) {
      const trial = await tryOut(scenario, FULL_LENGTH);
      expect(complaintsOf(trial)).toEqual([expect.stringContaining("no server")]);
      expect(pageOf([trial], SETTING)).not.toContain("a fault |");
    }
  });
});
