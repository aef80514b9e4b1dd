import { beforeEach, describe, expect, test } from "vitest";
import { type Authority, Reconciler } from "../../../client/game/predict/reconciler.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import { RAIL } from "../../../shared/content/weapons.ts";
import { copyMotion, newMotion, stepBody } from "../../../shared/sim/body.ts";
import { BUTTON_FIRE, type InputFrame } from "../../../shared/sim/frame.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { STICK_FULL, UNIT } from "../../../shared/sim/units.ts";
import { stepWeapon } from "../../../shared/sim/weapons.ts";
import type { Motion } from "../../../shared/sim/world.ts";

const terrain = compileTerrain(DEFAULT_MAP, 40);
const spawn = DEFAULT_MAP.spawns[0] ?? { x: 0, y: 0 };

const frame = (index: number): InputFrame => ({
  moveX: index % 40 < 20 ? STICK_FULL : -STICK_FULL,
  moveY: 0,
  aim: (index * 100) % 65_536,
  buttons: index % 7 === 0 ? BUTTON_FIRE : 0,
  weapon: 0,
  viewTick: index * 16,
});

/** The server's side: the same frames, later. */
class Server {
  readonly authority: Authority = { motion: newMotion(), acknowledged: 0, impulses: 1, invented: 0 };

  constructor() {
    const { motion } = this.authority;
    motion.alive = true;
    motion.x = spawn.x * UNIT;
    motion.y = spawn.y * UNIT;
  }

  get motion(): Motion {
    return this.authority.motion;
  }

  take(index: number): void {
    stepBody(this.motion, frame(index), terrain);
    stepWeapon(this.motion, frame(index), terrain);
    this.authority.acknowledged = index;
  }

  /** A frame made up: hands off. */
  invent(): void {
    const made = { ...frame(0), moveX: 0, buttons: 0, aim: this.motion.aim };
    stepBody(this.motion, made, terrain);
    stepWeapon(this.motion, made, terrain);
    this.authority.invented += 1;
  }
}

let server: Server;
let reconciler: Reconciler;
let replayed: { sequence: number; shot: number | null }[];

const reconcile = () => reconciler.reconcile(server.authority, (sequence, shot) => replayed.push({ sequence, shot: shot?.shot ?? null }));

function predict(from: number, to: number): void {
  for (let index = from; index <= to; index += 1) reconciler.predict(index, frame(index));
}

beforeEach(() => {
  server = new Server();
  reconciler = new Reconciler(terrain);
  replayed = [];
  reconcile();
});

test("the server's first word is where the body is, and no correction", () => {
  expect(reconciler.isKnown).toBe(true);
  expect(reconciler.motion).toEqual(server.motion);
  expect(reconciler.corrections).toEqual({ drift: 0, impulse: 0, invented: 0 });
});

test("the same frames lead to the same body, so nothing is ever replayed", () => {
  predict(1, 8);
  for (let index = 1; index <= 100; index += 1) {
    reconciler.predict(index + 8, frame(index + 8));
    server.take(index);
    expect(reconcile()).toBeNull();
  }
  expect(replayed).toEqual([]);
  expect(reconciler.pending).toBe(8);
});

test("a tick in which the body was held is no correction", () => {
  predict(1, 10);
  server.take(1);
  reconcile();
  expect(reconcile()).toBeNull();
});

describe("a difference", () => {
  test("that nothing explains is drift, in units", () => {
    predict(1, 10);
    server.take(1);
    server.motion.x += 2 * UNIT;
    expect(reconcile()).toBe("drift");
    expect(reconciler.corrections).toEqual({ drift: 1, impulse: 0, invented: 0 });
    expect(reconciler.drift).toBe(2);
    expect(reconciler.driftPeak).toBe(2);
  });

  test("is adopted, and the frames since are stepped again", () => {
    predict(1, 10);
    server.take(1);
    server.motion.x += 2 * UNIT;
    reconcile();
    const expected = newMotion();
    copyMotion(server.motion, expected);
    for (let index = 2; index <= 10; index += 1) {
      stepBody(expected, frame(index), terrain);
      stepWeapon(expected, frame(index), terrain);
    }
    expect(reconciler.motion).toEqual(expected);
    expect(replayed.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("corrected once is settled: the next patches agree", () => {
    predict(1, 10);
    server.take(1);
    server.motion.x += 2 * UNIT;
    reconcile();
    for (let index = 2; index <= 10; index += 1) {
      server.take(index);
      expect(reconcile()).toBeNull();
    }
  });

  test("by an impulse is counted as that, and is no drift", () => {
    predict(1, 10);
    server.take(1);
    server.motion.alive = false;
    server.motion.velocityX = 0;
    server.authority.impulses += 1;
    expect(reconcile()).toBe("impulse");
    expect(reconciler.drift).toBe(0);
  });

  test("in ammunition from a pad alone is the server's gift, no drift", () => {
    predict(1, 10);
    server.take(1);
    server.motion.ammo[RAIL] = 4;
    expect(reconcile()).toBe("impulse");
    expect(reconciler.motion.ammo[RAIL]).toBe(4);
    expect(reconciler.corrections.drift).toBe(0);
  });

  test("by frames made up during one stall is one correction, however many patches tell of it", () => {
    predict(1, 40);
    for (let index = 1; index <= 10; index += 1) server.take(index);
    reconcile();
    for (let made = 0; made < 17; made += 1) {
      server.invent();
      reconcile();
    }
    // The late frames are thrown away.
    server.authority.acknowledged = 27;
    server.authority.invented += 17;
    reconcile();
    for (let index = 28; index <= 40; index += 1) {
      server.take(index);
      reconcile();
    }
    expect(reconciler.corrections).toEqual({ drift: 0, impulse: 0, invented: 1 });
  });
});

test("what a correction moved is shown moving, not jumping", () => {
  predict(1, 10);
  server.take(1);
  server.motion.y += 6 * UNIT;
  const shown = reconciler.motion.y / UNIT + reconciler.errorY;
  reconcile();
  expect(reconciler.motion.y / UNIT + reconciler.errorY).toBeCloseTo(shown, 1);
  for (let frames = 0; frames < 60; frames += 1) reconciler.smooth(16);
  expect(Math.abs(reconciler.errorY)).toBeLessThan(0.01);
});

test("a body that was put elsewhere is shown there at once", () => {
  predict(1, 10);
  server.take(1);
  server.motion.x += 500 * UNIT;
  server.authority.impulses += 1;
  reconcile();
  expect([reconciler.errorX, reconciler.errorY]).toEqual([0, 0]);
});

test("until the first frame of a connection has got there, what the server does with the body is no correction", () => {
  predict(1, 3);
  server.motion.velocityX = 5 * UNIT;
  server.motion.x += 5 * UNIT;
  expect(reconcile()).toBeNull();
  expect(reconciler.corrections.drift).toBe(0);
  server.take(1);
  expect(reconcile()).toBeNull();
});

test("on a new connection frames count from 1, and the server's word is no correction", () => {
  predict(1, 30);
  reconciler.restart();
  server.authority.acknowledged = 0;
  server.motion.x += 100 * UNIT;
  expect(reconcile()).toBeNull();
  expect(reconciler.motion).toEqual(server.motion);
  predict(1, 5);
  server.take(1);
  expect(reconcile()).toBeNull();
});
