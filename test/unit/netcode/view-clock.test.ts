import { expect, test } from "vitest";
import { ViewClock } from "../../../client/game/interpolate/view-clock.ts";
import { randomFrom } from "../../netcode/random.ts";

/** ms. */
const PERIOD = 25;
const FRAME = 1000 / 60;

/** Shows patches that arrive `lateness(tick)` ms late, from tick `from` to `to`; `see` gets every frame. */
function show(
  clock: ViewClock,
  from: number,
  to: number,
  lateness: (tick: number) => number,
  see: (view: number, now: number) => void = () => undefined,
): void {
  let lastAt = 0;
  const arrivals = Array.from({ length: to - from }, (_, index) => {
    const tick = from + index;
    lastAt = Math.max(lastAt, tick * PERIOD + lateness(tick));
    return { tick, at: lastAt };
  });
  for (let now = from * PERIOD; now < to * PERIOD; now += FRAME) {
    while ((arrivals[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const arrival = arrivals.shift();
      if (arrival !== undefined) clock.arrived(arrival.tick, arrival.at);
    }
    see(clock.advance(now), now);
  }
}

const steady = () => 100;

test("an even network is shown one tick behind its newest patch", () => {
  const clock = new ViewClock(40);
  show(clock, 1, 400, steady);
  expect(clock.jitter).toBeLessThan(1);
  expect(clock.delay).toBeLessThan(PERIOD + 5);
});

test("the delay grows with jitter and shrinks when it is over", () => {
  const clock = new ViewClock(40);
  const random = randomFrom(1);
  show(clock, 1, 400, () => 100 + 40 * random());
  expect(clock.jitter).toBeGreaterThan(30);
  show(clock, 400, 800, steady);
  expect(clock.jitter).toBeLessThan(1);
});

test("the view runs smoothly through a change of jitter: never backwards, never more than 10 % off its speed", () => {
  const clock = new ViewClock(40);
  const random = randomFrom(2);
  show(clock, 1, 200, steady);
  const jumps = clock.jumps;
  let before: { view: number; now: number } | null = null;
  const speeds: number[] = [];
  const watch = (view: number, now: number): void => {
    if (before !== null) speeds.push((view - before.view) / ((now - before.now) / PERIOD));
    before = { view, now };
  };
  show(clock, 200, 600, () => 100 + 30 * random(), watch);
  show(clock, 600, 1000, steady, watch);
  expect(clock.jumps).toBe(jumps);
  // It may wait at the newest patch for the few that come later than those that are awaited.
  expect(Math.min(...speeds)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...speeds)).toBeLessThanOrEqual(1.1 + 1e-9);
  expect(speeds.filter((speed) => speed < 0.9 - 1e-9).length / speeds.length).toBeLessThan(0.1);
});

test("nothing is shown that has not arrived", () => {
  const clock = new ViewClock(40);
  const random = randomFrom(3);
  show(
    clock,
    1,
    600,
    (tick) => (tick > 300 && tick < 320 ? 600 : 50 + 50 * random()),
    (view) => expect(view).toBeLessThanOrEqual(clock.newestTick),
  );
});

test("a stall of 500 ms makes it jump once, and is not taken for jitter", () => {
  const clock = new ViewClock(40);
  show(clock, 1, 200, steady);
  const jumps = clock.jumps;
  show(clock, 200, 400, (tick) => (tick < 220 ? 100 + (220 - tick) * PERIOD : 100));
  expect(clock.jumps - jumps).toBe(1);
  expect(clock.delay).toBeLessThan(200);
});

test("a match clock that runs 0.1 % fast is followed", () => {
  const clock = new ViewClock(40);
  show(clock, 1, 4000, (tick) => 100 - tick * PERIOD * 0.001);
  const expected = (4000 * PERIOD - 100 + 4000 * PERIOD * 0.001 - clock.delay) / PERIOD;
  expect(Math.abs(clock.advance(4000 * PERIOD) - expected)).toBeLessThan(1);
});
