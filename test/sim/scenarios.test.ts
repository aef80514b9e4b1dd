import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PHASES } from "../../shared/sim/step.ts";
import { departure } from "./outcome.ts";
import { play, SCENARIOS } from "./scenarios.ts";

const GOLDEN = new URL("golden/hashes.json", import.meta.url);

/** With UPDATE_GOLDEN=1 the hashes are written instead of compared: after a change of rules that is meant. */
const isUpdating = process.env.UPDATE_GOLDEN === "1";

type Golden = Record<string, Record<string, number[]>>;
const golden: Golden = isUpdating ? {} : (JSON.parse(readFileSync(GOLDEN, "utf8")) as Golden);

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  test.each(SCENARIOS)("$name", (scenario) => {
    const stage = play(scenario, { tickRate });
    expect(departure(stage.story, scenario.outcome)).toBeNull();
    if (isUpdating) {
      golden[scenario.name] = { ...golden[scenario.name], [tickRate]: stage.hashes };
      writeFileSync(GOLDEN, `${JSON.stringify(golden, null, 1)}\n`);
    }
    expect(stage.hashes).toEqual(golden[scenario.name]?.[tickRate]);
  });
});

describe("without one phase of the step, a scene does not come out as written", () => {
  test.each(PHASES.map(({ name }) => name))("%s", (name) => {
    const phases = PHASES.filter((phase) => phase.name !== name);
    const broken = SCENARIOS.filter((scenario) => !comesOut(scenario, phases));
    expect(broken.length).toBeGreaterThan(0);
  });

  test("with all of them every scene does", () => {
    expect(SCENARIOS.filter((scenario) => !comesOut(scenario, PHASES))).toEqual([]);
  });
});

function comesOut(scenario: (typeof SCENARIOS)[number], phases: typeof PHASES): boolean {
  try {
    return departure(play(scenario, { tickRate: 40, phases }).story, scenario.outcome) === null;
  } catch (error) {
    // Without members the script finds nobody to speak to.
    if (error instanceof Error && error.message.startsWith("nobody has the id")) {
      return false;
    }
    throw error;
  }
}
