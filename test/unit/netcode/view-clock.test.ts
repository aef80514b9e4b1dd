import { describe, expect, test } from "vitest";
import { ViewClock } from "../../../client/game/interpolate/view-clock.ts";
import { randomFrom } from "../../netcode/random.ts";

/** ms. */
const PERIOD = 25;
const FRAME = 1000 / 60;

/** Shows patches of the ticks that are `sent`, each `lateness(tick)` ms late, from tick `from` to `to`; `see` gets every frame. */
function show(
  clock: ViewClock,
  from: number,
  to: number,
  lateness: (tick: number) => number,
  see: (view: number, now: number) => void = () => undefined,
  sent: (tick: number) => boolean = () => true,
): void {
  let lastAt = 0;
  const ticks = Array.from({ length: to - from }, (_, index) => from + index);
  const arrivals = ticks.filter(sent).map((tick) => {
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

describe("where not every tick has its patch", () => {
  const every = (ticks: number) => (tick: number) => tick % ticks === 0;

  /** The speeds at which the view ran, as shares of the match's, once the first patches have come. */
  const speedsOf = (clock: ViewClock, from: number, to: number, lateness: (tick: number) => number, sent: (tick: number) => boolean): number[] => {
    const views: { view: number; now: number }[] = [];
    show(clock, from, to, lateness, (view, now) => views.push({ view, now }), sent);
    const speeds = views.slice(1).map(({ view, now }, index) => (view - (views[index]?.view ?? 0)) / ((now - (views[index]?.now ?? 0)) / PERIOD));
    return speeds.slice(Math.ceil(200 / FRAME));
  };

  test("patches of every second tick are shown two ticks behind, without a halt", () => {
    const clock = new ViewClock(40);
    show(clock, 1, 200, steady, undefined, every(2));
    expect(clock.delay).toBeGreaterThan(2 * PERIOD);
    expect(clock.delay).toBeLessThan(2 * PERIOD + 5);
    expect(Math.min(...speedsOf(clock, 200, 600, steady, every(2)))).toBeGreaterThan(0.89);
  });

  test("so are they where each may come late as well", () => {
    const clock = new ViewClock(40);
    const random = randomFrom(4);
    const late = () => 100 + 30 * random();
    show(clock, 1, 400, late, undefined, every(2));
    const speeds = speedsOf(clock, 400, 1200, late, every(2));
    expect(speeds.filter((speed) => speed < 0.89).length / speeds.length).toBeLessThan(0.05);
  });

  test("a server that falls to half its rate and recovers is followed without a jump", () => {
    const clock = new ViewClock(40);
    show(clock, 1, 200, steady);
    const { jumps } = clock;
    show(clock, 200, 400, steady, undefined, every(2));
    expect(clock.delay).toBeGreaterThan(2 * PERIOD);
    show(clock, 400, 800, steady);
    expect(clock.delay).toBeLessThan(PERIOD + 5);
    expect(clock.jumps).toBe(jumps);
  });

  test("a patch that is missing now and then is not waited for all the time", () => {
    const clock = new ViewClock(40);
    show(clock, 1, 800, steady, undefined, (tick) => tick % 60 !== 0);
    expect(clock.delay).toBeLessThan(PERIOD + 5);
  });
});
