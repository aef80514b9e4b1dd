import { describe, expect, test } from "vitest";
import { TickClock, WARP_MAX } from "../../../client/game/net/tick-clock.ts";
import { randomFrom } from "../../netcode/random.ts";

const FRAME = 1000 / 60;

interface Run {
  /** Frames left waiting, by second: the least and the most. */
  least: number[];
  most: number[];
  starved: number[];
  warps: number[];
  /** Steps made in one displayed frame. */
  bursts: number[];
}

/** A client and a server that takes one frame per tick, `latency()` ms apart each way; the client's clock runs `skew` times as fast. */
function run(
  tickRate: number,
  seconds: number,
  latency: () => number,
  skew = 1,
  isFrozen: (now: number) => boolean = () => false,
  isServerStill: (now: number) => boolean = () => false,
  patchEvery = 1,
): Run {
  const clock = new TickClock(tickRate);
  const period = 1000 / tickRate;
  const result: Run = { least: [], most: [], starved: [], warps: [], bursts: [] };
  const upward: number[] = [];
  const downward: { at: number; queue: number; starved: boolean }[] = [];
  let lastUp = 0;
  let lastDown = 0;
  let waiting = 0;
  let begun = false;
  let nextTick = 0;
  let ticks = 0;
  let ranDry = false;
  clock.restart(0);
  for (let now = 0, frame = 0; now < seconds * 1000; now += 1) {
    const second = Math.floor(now / 1000);
    while ((upward[0] ?? Number.POSITIVE_INFINITY) <= now) {
      upward.shift();
      waiting += 1;
      begun = true;
    }
    if (now >= nextTick && !isServerStill(now)) {
      nextTick = Math.max(nextTick, now - period) + period;
      const starved = waiting === 0;
      if (!starved) waiting -= 1;
      result.least[second] = Math.min(result.least[second] ?? 99, waiting);
      result.most[second] = Math.max(result.most[second] ?? 0, waiting);
      result.starved[second] = (result.starved[second] ?? 0) + (starved && begun ? 1 : 0);
      lastDown = Math.max(lastDown, now + latency());
      ticks += 1;
      ranDry ||= starved;
      if (begun && ticks % patchEvery === 0) {
        downward.push({ at: lastDown, queue: waiting, starved: ranDry });
        ranDry = false;
      }
    }
    while ((downward[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const heard = downward.shift();
      if (heard !== undefined) clock.heard(now * skew, heard.queue, heard.starved);
    }
    if (now < frame || isFrozen(now)) continue;
    frame += FRAME;
    const due = clock.due(now * skew);
    result.bursts.push(due);
    result.warps.push(clock.warp);
    for (let step = 0; step < due; step += 1) {
      lastUp = Math.max(lastUp, now + latency());
      upward.push(lastUp);
    }
  }
  return result;
}

describe.each([20, 40])("at %i Hz", (tickRate) => {
  test("with 75 ± 15 ms each way one or two frames wait, and the server does not run dry", () => {
    const random = randomFrom(1);
    const { least, most, starved } = run(tickRate, 60, () => 60 + 30 * random());
    expect(Math.max(...least.slice(5))).toBeLessThanOrEqual(1);
    expect(Math.max(...most.slice(5))).toBeLessThanOrEqual(3);
    expect(starved.slice(5).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  test("so it is where only every second tick has its patch", () => {
    const random = randomFrom(5);
    const { most, starved } = run(tickRate, 60, () => 60 + 30 * random(), 1, undefined, undefined, 2);
    expect(Math.max(...most.slice(5))).toBeLessThanOrEqual(3);
    expect(starved.slice(5).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  test.each([0.999, 1.001])("a client's clock that runs %d times as fast neither fills the queue nor empties it", (skew) => {
    const { most, starved } = run(tickRate, 120, () => 40, skew);
    expect(Math.max(...most.slice(5))).toBeLessThanOrEqual(2);
    expect(starved.slice(5).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  test("no step is ever stretched or shortened by more than 2 %", () => {
    const random = randomFrom(2);
    const { warps } = run(tickRate, 30, () => 150 * random());
    expect(Math.max(...warps.map(Math.abs))).toBeLessThanOrEqual(WARP_MAX);
  });

  test("a server that stood still for a second is not fed late for long", () => {
    const { most } = run(
      tickRate,
      20,
      () => 40,
      1,
      undefined,
      (now) => now > 10_000 && now < 11_000,
    );
    expect(Math.max(...most.slice(10, 12))).toBeGreaterThan(tickRate / 2);
    expect(Math.max(...most.slice(14))).toBeLessThanOrEqual(2);
  });

  test("a display that stood still for 3 s is followed by no burst", () => {
    const { bursts } = run(
      tickRate,
      20,
      () => 40,
      1,
      (now) => now > 10_000 && now < 13_000,
    );
    expect(Math.max(...bursts)).toBeLessThanOrEqual(2);
  });
});

test("a display of ten frames per second still makes every step", () => {
  const clock = new TickClock(40);
  clock.restart(0);
  let steps = 0;
  for (let now = 0; now < 10_000; now += 100) steps += clock.due(now);
  expect(steps).toBeGreaterThanOrEqual(396);
  expect(steps).toBeLessThanOrEqual(402);
});
