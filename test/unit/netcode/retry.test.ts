import { expect, test } from "vitest";
import { retryDelay } from "../../../client/game/net/retry.ts";
import { randomFrom } from "../../netcode/random.ts";

const delays = (attempt: number): number[] => {
  const random = randomFrom(attempt);
  return Array.from({ length: 1000 }, () => retryDelay(attempt, random));
};

test("the first try comes within 200 ms, spread over them", () => {
  const first = delays(1);
  expect(Math.max(...first)).toBeLessThanOrEqual(200);
  expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(190);
});

test.each([
  [2, 500],
  [3, 1000],
  [4, 2000],
  [5, 4000],
  [6, 5000],
  [60, 5000],
])("try %i waits anything up to %i ms", (attempt, limit) => {
  const waits = delays(attempt);
  expect(Math.max(...waits)).toBeLessThanOrEqual(limit);
  expect(Math.max(...waits)).toBeGreaterThan(limit * 0.95);
  expect(Math.min(...waits)).toBeLessThan(limit * 0.05);
});
