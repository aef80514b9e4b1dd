import { expect, test } from "vitest";
import { compare, noComparison } from "../../../commands/load/comparison.ts";
import type { PositionsAt } from "../../../commands/load/messages.ts";

/** Body 1 runs 10 units to the right with each tick, and turns back after tick 110. */
const world: PositionsAt[] = Array.from({ length: 40 }, (_, index) => {
  const tick = 90 + index;
  return { tick, bodies: Int32Array.from([1, 256 * 10 * Math.min(tick, 220 - tick), 256 * 500]) };
});

function shown(tick: number, id: number, x: number, y = 500) {
  const comparison = noComparison();
  compare({ roomId: "a", tick, tickRate: 20, bodies: Float64Array.from([id, x, y]) }, world, comparison);
  return comparison;
}

test("a body on the way between two ticks is exact, to what the wire can say", () => {
  expect(shown(100.5, 1, 1005)).toMatchObject({ pictures: 1, bodies: 1, exact: 1, mismatches: 0 });
  expect(shown(100.5, 1, 1005.2)).toMatchObject({ exact: 1 });
});

test("one that is shown between ticks further apart, or where it was last, is older", () => {
  // Sent at 108 and 112 alone: the turn at 110 is cut off.
  expect(shown(110, 1, 1080)).toMatchObject({ exact: 0, stale: 1, mismatches: 0 });
  expect(shown(105, 1, 1000)).toMatchObject({ exact: 0, stale: 1 });
});

test("one that is shown where it never was is wrong, and by how much is said", () => {
  expect(shown(100.5, 1, 1005, 503)).toMatchObject({ exact: 0, stale: 0, mismatches: 1, worst: 3 });
  expect(shown(100, 1, 1200)).toMatchObject({ mismatches: 1 });
});

test("one that the server does not know about is not judged", () => {
  expect(shown(100, 2, 1000)).toMatchObject({ unknown: 1, mismatches: 0 });
});
