import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Bytes: a batch, which the socket keeps, and what the engine needs to say how long it is; not one record for each event. */
const BATCH = 700;

/** MB of young generation in which a whole measurement fits. */
const YOUNG = 256;

function bytesPerBatch(kind: "" | "wasteful"): number {
  const probe = fileURLToPath(new URL("allocation-probe.ts", import.meta.url));
  const flags = ["--expose-gc", `--min-semi-space-size=${YOUNG}`, `--max-semi-space-size=${YOUNG}`];
  return Number.parseInt(execFileSync(process.execPath, [...flags, probe, kind], { encoding: "utf8" }), 10);
}

test("a client's batch allocates little more than itself", () => {
  expect(bytesPerBatch("")).toBeLessThan(BATCH);
});

test("control: a record of each event for each client would show", () => {
  expect(bytesPerBatch("wasteful")).toBeGreaterThan(2 * BATCH);
});
