import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/**
 * Bytes of heap per body and tick that a whole match takes beside its clients: numbers that the engine boxes, of places
 * too large for its small integers and where it has not compiled a loop. One small object more would double it.
 */
const BODY_MOST = 75;

/** Bytes per client and tick: what it is sent stands in buffers of its own, for its socket may hold them. */
const CLIENT_MOST = 1500;

const BODIES = 300;
const CLIENTS = 30;

/** MB of young generation in which a whole measurement fits. */
const YOUNG = 256;

/** ms for a probe on a machine that is busy. */
const PATIENCE = 120_000;

function bytesPerTick(...task: (number | string)[]): number {
  const probe = fileURLToPath(new URL("match-allocation-probe.ts", import.meta.url));
  const flags = ["--expose-gc", `--min-semi-space-size=${YOUNG}`, `--max-semi-space-size=${YOUNG}`];
  return Number.parseInt(execFileSync(process.execPath, [...flags, probe, ...task.map(String)], { encoding: "utf8" }), 10);
}

test("a tick of a match of 300 allocates little per body, and per client what it is sent", { timeout: PATIENCE }, () => {
  const bodies = bytesPerTick(BODIES, 0);
  expect(bodies / BODIES).toBeLessThan(BODY_MOST);
  expect((bytesPerTick(BODIES, CLIENTS) - bodies) / CLIENTS).toBeLessThan(CLIENT_MOST);
});

test("control: one small object per body and tick would show", { timeout: PATIENCE }, () => {
  expect(bytesPerTick(BODIES, 0, "wasteful") / BODIES).toBeGreaterThan(1.5 * BODY_MOST);
});
