import { describe, expect, test } from "vitest";
import { programForSuite } from "../../programs/programs.ts";
import { QUICK, type Scenario } from "../scenarios/scenario.ts";

/** A scenario as tests: everything holds, and without our defence something does not. */
export function expectScenario({ name, run, control }: Scenario): void {
  describe.skipIf(programForSuite("redis") === null)(name, () => {
    test("is survived", async () => {
      const failed = (await run(QUICK)).filter(({ holds }) => !holds);
      expect(failed.map(({ what, measured, limit }) => `${what}: ${measured}, not ${limit}`).join("; ")).toBe("");
    });

    if (control.kind === "run") {
      test(`control: ${control.what} does not survive it`, async () => {
        expect((await control.run(QUICK)).filter(({ holds }) => !holds)).not.toEqual([]);
      });
    }
  });
}
