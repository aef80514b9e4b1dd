import { expect, test } from "vitest";
import { FLASHES_MAX, FlashBudget } from "../../../client/game/render/flash-budget.ts";

test("no second has more large flashes than are safe, however many things blow up", () => {
  const budget = new FlashBudget();
  const begun: number[] = [];
  for (let now = 0; now < 20_000; now += 60) if (budget.allow(now)) begun.push(now);
  const most = Math.max(...begun.map((from) => begun.filter((at) => at >= from && at < from + 1000).length));
  expect(most).toBe(FLASHES_MAX);
});

test("what blooms at once is one flash", () => {
  const budget = new FlashBudget();
  expect([0, 10, 20, 30].map((now) => budget.allow(now))).toEqual([true, true, true, true]);
  expect([400, 800, 900].map((now) => budget.allow(now))).toEqual([true, true, false]);
});
