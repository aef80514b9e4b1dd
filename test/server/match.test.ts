import { describe, expect, test } from "vitest";
import type { FrameSource, WireFieldsOf } from "../../server/match/inputs.ts";
import { Match } from "../../server/match/match.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { FLAG_ALIVE, FLAG_THRUSTING, lookAim, lookFlags, placeX, placeY } from "../../shared/protocol/packing.ts";
import { POSITION_STEP, STATUS_DROPPED } from "../../shared/protocol/state.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { STICK_FULL } from "../../shared/sim/units.ts";
import { bodyOf } from "../../shared/sim/world.ts";

class Queue implements FrameSource {
  readonly waiting: WireFieldsOf[] = [];

  get size(): number {
    return this.waiting.length;
  }

  next(): WireFieldsOf | undefined {
    return this.waiting.shift();
  }

  send(count = 1, more: Partial<WireFieldsOf> = {}): void {
    for (let index = 0; index < count; index++) this.waiting.push({ moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0, seenTick: 0, ...more });
  }
}

/** An open field: nothing stands in the way of who runs. */
const FIELD = { ...DEFAULT_MAP, boxes: [], pillars: [], pickups: [], spawns: [{ x: 320, y: 1200 }] };

function startMatch({ tickRate = 40, size = 0, map = DEFAULT_MAP }: { tickRate?: 20 | 40; size?: number; map?: typeof DEFAULT_MAP } = {}) {
  const sent: { tick: number; events: SimEvent[] }[] = [];
  const match = new Match({
    terrain: compileTerrain(map, tickRate),
    seed: 5,
    size,
    now: () => 0,
    send: (tick, events) => void sent.push({ tick, events: events.map((event) => ({ ...event })) }),
  });
  return { match, sent };
}

describe.each([20, 40] as const)("over 5 s at %i Hz", (tickRate) => {
  /** Units run in 5 s along an open field by a client that sends `times` the rate, from a running start. */
  function run(times: number): number {
    const { match } = startMatch({ tickRate, map: FIELD });
    const queue = new Queue();
    const id = match.join("Runner", queue);
    const tick = (count: number) => {
      queue.send(count, { moveX: STICK_FULL });
      match.tick();
    };
    for (let index = 0; index < tickRate; index++) tick(1);
    const from = bodyOf(match.world, id)?.x ?? 0;
    for (let index = 0; index < 5 * tickRate; index++) tick(times);
    return (bodyOf(match.world, id)?.x ?? 0) - from;
  }

  test("a client that sends five times as many frames runs at most 1.05 times as far", () => {
    const honest = run(1);
    expect(honest).toBeGreaterThan(5 * 300 * 256);
    expect(run(5) / honest).toBeLessThanOrEqual(1.05);
    expect(run(5) / honest).toBeGreaterThan(1);
  });
});

describe("the state", () => {
  test("shows a body where it is, in eighths of a unit, and to its owner exactly", () => {
    const { match } = startMatch();
    const queue = new Queue();
    const id = match.join("Ada", queue);
    for (let index = 0; index < 20; index++) {
      queue.send(1, { moveX: 3000, moveY: 1000, aim: 777 });
      match.tick();
    }
    const body = bodyOf(match.world, id);
    const state = match.told.bodies.get(id);
    if (body === undefined || state === undefined) throw new Error("no body");
    expect(Math.abs(placeX(state.place) - body.x)).toBeLessThanOrEqual(POSITION_STEP / 2);
    expect(Math.abs(placeY(state.place) - body.y)).toBeLessThanOrEqual(POSITION_STEP / 2);
    expect(Math.abs(lookAim(state.look) - 777)).toBeLessThanOrEqual(16);
    expect(lookFlags(state.look) & (FLAG_ALIVE | FLAG_THRUSTING)).toBe(FLAG_ALIVE | FLAG_THRUSTING);
    const { x, y, velocityX, velocityY, dashCooldown, fireCooldown, shots } = body;
    expect(state.own).toMatchObject({ aim: 777, x, y, velocityX, velocityY, dashCooldown, fireCooldown, shots, queue: 0, invented: 0 });
  });

  test("names the tick that it shows", () => {
    const { match, sent } = startMatch();
    for (let index = 0; index < 3; index++) match.tick();
    expect(match.told.round.tick).toBe(3);
    expect(sent.map(({ tick }) => tick)).toEqual([1, 2, 3]);
  });

  test("tells the owner how many frames wait and how many were made up", () => {
    const { match } = startMatch();
    const queue = new Queue();
    const id = match.join("Ada", queue);
    queue.send(3);
    match.tick();
    const own = match.told.bodies.get(id)?.own;
    expect(own?.queue).toBe(2);
    for (let index = 0; index < 2 + 3 + 4; index++) match.tick();
    expect(own?.invented).toBe(4);
  });
});

describe("a body whose connection is lost", () => {
  test("stays, marked, and can be killed", () => {
    const { match, sent } = startMatch({ map: FIELD });
    const hunter = new Queue();
    const hunterId = match.join("Hunter", hunter);
    const id = match.join("Ada", new Queue());
    match.tick();
    match.drop(id);
    const victim = bodyOf(match.world, id);
    const shooter = bodyOf(match.world, hunterId);
    if (victim === undefined || shooter === undefined) throw new Error("no body");
    victim.x = shooter.x + 200 * 256;
    victim.y = shooter.y;
    for (let index = 0; index < 40 * 10 && victim.deaths === 0; index++) {
      hunter.send(1, { buttons: 1, viewTick: match.world.tick * 16, seenTick: match.world.tick });
      match.tick();
    }
    expect((match.told.roster.get(id)?.status ?? 0) & STATUS_DROPPED).toBe(STATUS_DROPPED);
    expect(sent.some(({ events }) => events.some((event) => event.kind === "bodyKilled" && event.victim === id))).toBe(true);
  });

  test("keeps its score for the return", () => {
    const { match } = startMatch();
    const id = match.join("Ada", new Queue());
    match.tick();
    const body = bodyOf(match.world, id);
    if (body === undefined) throw new Error("no body");
    body.kills = 7;
    match.drop(id);
    match.tick();
    const queue = new Queue();
    match.resume(id, queue);
    queue.send(1, { moveX: STICK_FULL });
    match.tick();
    expect(match.told.roster.get(id)?.kills).toBe(7);
    expect((match.told.roster.get(id)?.status ?? 0) & STATUS_DROPPED).toBe(0);
  });
});

describe("bots", () => {
  test("fill the arena to its size and make room for people one by one", () => {
    const { match } = startMatch({ size: 4 });
    const count = () => [...match.told.roster.values()].filter(({ bot }) => bot).length;
    expect(count()).toBe(4);
    const ids = ["Ada", "Bob", "Cem", "Dee", "Eve"].map((name) => match.join(name, new Queue()));
    match.tick();
    expect(count()).toBe(0);
    expect(match.world.bodies).toHaveLength(5);
    for (const id of ids) match.leave(id);
    match.tick();
    expect(count()).toBe(4);
    expect(match.world.bodies).toHaveLength(4);
  });
});

test("everybody present plays the next round, from a score of nothing", () => {
  const { match } = startMatch({ tickRate: 20, size: 2 });
  const id = match.join("Ada", new Queue());
  const seconds = 8 * 60 + 12;
  for (let index = 0; index < seconds * 20; index++) match.tick();
  expect(match.told.round.phase).toBe(1);
  match.tick();
  match.tick();
  expect(match.told.round).toMatchObject({ round: 2, phase: 0 });
  expect(match.world.bodies.map((body) => body.kills)).toEqual([0, 0]);
  expect(bodyOf(match.world, id)).toBeDefined();
});
