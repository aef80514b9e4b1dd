import { describe, expect, test } from "vitest";
import { clampView, VIEW_AGE_MAX, viewLimits } from "../../server/match/view-clamp.ts";
import { VIEW_TICK } from "../../shared/sim/units.ts";

describe.each([20, 40] as const)("the view time of a frame at %i Hz", (rate) => {
  const limits = viewLimits(rate);
  const now = 10_000;
  const ticks = (ms: number): number => (ms * rate) / 1000;
  /** ms before now at which a client is honoured that claims to see `age` ms ago, having reported the patch of `seenAge` ms ago. */
  const honoured = (age: number, seenAge: number): number =>
    ((now * VIEW_TICK - clampView((now - ticks(age)) * VIEW_TICK, now - ticks(seenAge), now, limits)) / VIEW_TICK / rate) * 1000;

  test("is taken as it is when it fits what was measured", () => {
    expect(honoured(250, 150)).toBe(250);
  });

  test("is not later than the newest tick that anybody can have seen", () => {
    expect(honoured(-500, 100)).toBe(0);
  });

  test(`is not older than ${VIEW_AGE_MAX} ms, however slow the connection`, () => {
    expect(honoured(3000, 2000)).toBe(VIEW_AGE_MAX);
  });

  test("is not older than what the client had, its interpolation and a margin", () => {
    expect(honoured(400, 50)).toBe(50 + Math.max(100, 3000 / rate) + 50);
  });
});

test("a view before the first tick is the first tick", () => {
  expect(clampView(0, 0, 3, viewLimits(40))).toBe(0);
});
