import { expect, test } from "vitest";
import { BadLine } from "../../../client/game/training/bad-line.ts";
import { createRandom } from "../../../shared/bots/random.ts";
import { ManualTime } from "../../server/manual-time.ts";

const sent = (conditions: { roundTrip: number; jitter: number; loss: number }, count: number) => {
  const time = new ManualTime();
  const line = new BadLine(conditions, time, createRandom(4));
  const arrived: { number: number; took: number }[] = [];
  for (let number = 0; number < count; number += 1) {
    const at = time.now();
    line.carry(() => arrived.push({ number, took: time.now() - at }));
    time.pass(25);
  }
  time.pass(5000);
  return { arrived, time, line };
};

test("takes half of the round trip on each way", () => {
  const { arrived } = sent({ roundTrip: 200, jitter: 0, loss: 0 }, 20);
  expect(arrived).toHaveLength(20);
  for (const { took } of arrived) expect(took).toBeCloseTo(100, 0);
});

test("delivers everything in order, however late and lossy", () => {
  const { arrived } = sent({ roundTrip: 100, jitter: 90, loss: 0.2 }, 400);
  expect(arrived.map(({ number }) => number)).toEqual(Array.from({ length: 400 }, (_, index) => index));
});

test("makes a loss a pause for what comes behind it", () => {
  const { arrived } = sent({ roundTrip: 100, jitter: 0, loss: 0.05 }, 400);
  const late = arrived.filter(({ took }) => took > 60);
  expect(Math.max(...late.map(({ took }) => took))).toBeGreaterThanOrEqual(240);
  // Some of the late ones were not lost themselves.
  expect(late.length / arrived.length).toBeGreaterThan(0.08);
});

test("delivers nothing more once it is cut", () => {
  const time = new ManualTime();
  const line = new BadLine({ roundTrip: 100, jitter: 0, loss: 0 }, time, () => 0.5);
  let arrived = 0;
  line.carry(() => {
    arrived += 1;
  });
  line.cut();
  time.pass(1000);
  expect(arrived).toBe(0);
});
