import { describe, expect, test } from "vitest";
import { latenessOf, TickTimes } from "../../../commands/load/tick-times.ts";

const round = (values: number[]): number[] => values.map((value) => Math.round(value));

describe("lateness seen from outside", () => {
  test("of ticks on time is 0", () => {
    expect(latenessOf([100, 150, 200, 250], 50)).toEqual({ lateness: [0, 0, 0, 0], dropped: 0 });
  });

  test("is by how much each begins after its own time, whatever the others do", () => {
    expect(latenessOf([103, 150, 211, 250], 50)).toEqual({ lateness: [3, 0, 11, 0], dropped: 0 });
  });

  test("a stall that is made up for is late ticks, and none dropped", () => {
    const { lateness, dropped } = latenessOf([0, 50, 230, 231, 232, 250], 50);
    expect(round(lateness)).toEqual([0, 0, 130, 81, 32, 0]);
    expect(dropped).toBe(0);
  });

  test("a stall that is not made up for has dropped ticks", () => {
    const { lateness, dropped } = latenessOf([0, 50, 250, 300, 350], 50);
    expect(round(lateness)).toEqual([0, 0, 0, 0, 0]);
    expect(dropped).toBe(3);
  });
});

test("the rate counts the ticks that there were", () => {
  const times = new TickTimes();
  for (const start of [0, 50, 100, 250]) times.add(start, 1);
  expect(times.rate).toBe(12);
});
