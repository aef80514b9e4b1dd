import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/**
 * Bytes per tick that the engine itself may need here and there, for a number it has boxed before it compiled a function:
 * less than one small object per tick, where a single object per body is over a thousand.
 */
const NOISE = 64;

/** MB of young generation in which a whole measurement fits. */
const YOUNG = 256;

function bytesPerTick(kind: "" | "wasteful"): number {
  const probe = fileURLToPath(new URL("allocation-probe.ts", import.meta.url));
  const flags = ["--expose-gc", `--min-semi-space-size=${YOUNG}`, `--max-semi-space-size=${YOUNG}`];
  return Number.parseInt(execFileSync(process.execPath, [...flags, probe, kind], { encoding: "utf8" }), 10);
}

test("a tick of a fight of 20 allocates nothing in steady state", () => {
  expect(bytesPerTick("")).toBeLessThan(NOISE);
});

test("control: one small object per body and tick would show", () => {
  expect(bytesPerTick("wasteful")).toBeGreaterThan(4 * NOISE);
});
