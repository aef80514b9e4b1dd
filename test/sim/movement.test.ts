import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MapData } from "../../shared/content/map-data.ts";
import { BODY_RADIUS, newMotion, stepBody } from "../../shared/sim/body.ts";
import { BUTTON_DASH, type InputFrame, neutralFrame } from "../../shared/sim/frame.ts";
import { MOVEMENT } from "../../shared/sim/pace.ts";
import { newProjectile, stepProjectile } from "../../shared/sim/projectiles.ts";
import { compileTerrain, isClear } from "../../shared/sim/terrain.ts";
import { STICK_FULL, UNIT } from "../../shared/sim/units.ts";
import type { Motion } from "../../shared/sim/world.ts";

const PLAIN: MapData = {
  name: "plain",
  title: "Plain",
  mode: "arena",
  tint: "moss",
  width: 8160,
  height: 8160,
  boxes: [],
  pillars: [],
  spawns: [],
  pickups: [],
  bots: 2,
};

/** Alive at a place in units, at rest. */
function bodyAt(x: number, y: number): Motion {
  return { ...newMotion(), alive: true, x: x * UNIT, y: y * UNIT };
}

function pushing(degrees: number, share: number, buttons = 0): InputFrame {
  const radians = (degrees * Math.PI) / 180;
  const push = STICK_FULL * share;
  return { ...neutralFrame(0, 0, 0), moveX: Math.round(push * Math.cos(radians)), moveY: Math.round(push * Math.sin(radians)), buttons };
}

/** Degrees and units per second over one second of steady movement. */
function steady(degrees: number, share: number, tickRate: 20 | 40): { heading: number; speed: number } {
  const terrain = compileTerrain(PLAIN, tickRate);
  const body = bodyAt(4000, 4000);
  const frame = pushing(degrees, share);
  for (let tick = 0; tick < tickRate; tick += 1) {
    stepBody(body, frame, terrain);
  }
  const { x, y } = body;
  for (let tick = 0; tick < tickRate; tick += 1) {
    stepBody(body, frame, terrain);
  }
  return { heading: (Math.atan2(body.y - y, body.x - x) * 180) / Math.PI, speed: Math.hypot(body.x - x, body.y - y) / UNIT };
}

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  const terrain = compileTerrain(PLAIN, tickRate);

  test.each([0.1, 0.37, 1])("a stick pushed to %d goes where it points within 0.5° and as fast as it says within 2 %%", (share) => {
    for (let degrees = 0; degrees < 360; degrees += 0.7) {
      const { heading, speed } = steady(degrees, share, tickRate);
      const off = ((heading - degrees + 540) % 360) - 180;
      expect(Math.abs(off), `heading at ${degrees}°`).toBeLessThan(0.5);
      expect(Math.abs(speed / (MOVEMENT.topSpeed * share) - 1), `speed at ${degrees}°`).toBeLessThan(0.02);
    }
  });

  test("a stick in the corner is no faster than a full push", () => {
    const body = bodyAt(4000, 4000);
    for (let tick = 0; tick < tickRate; tick += 1) {
      stepBody(body, { ...neutralFrame(0, 0, 0), moveX: STICK_FULL, moveY: STICK_FULL }, terrain);
    }
    expect(Math.hypot(body.velocityX, body.velocityY)).toBeLessThan(terrain.pace.topSpeed * 1.001);
  });

  test("top speed is reached in 0.15 s, and left for rest in 0.22 s, to a tick", () => {
    const body = bodyAt(4000, 4000);
    const ticksUntil = (frame: InputFrame, speed: number): number => {
      let ticks = 0;
      for (; Math.abs(body.velocityX) !== speed; ticks += 1) {
        stepBody(body, frame, terrain);
      }
      return ticks;
    };
    expect(Math.abs(ticksUntil(pushing(0, 1), terrain.pace.topSpeed) - 0.15 * tickRate)).toBeLessThanOrEqual(1);
    expect(Math.abs(ticksUntil(pushing(0, 0), 0) - 0.22 * tickRate)).toBeLessThanOrEqual(1);
  });

  test("a dash covers 180 units in 0.2 s, within one", () => {
    const body = bodyAt(4000, 4000);
    for (let tick = 0; tick < 0.2 * tickRate; tick += 1) {
      stepBody(body, pushing(0, 1, BUTTON_DASH), terrain);
    }
    expect(Math.abs(body.x / UNIT - 4000 - 180)).toBeLessThan(1);
    expect(body.velocityX).toBeLessThanOrEqual(terrain.pace.topSpeed);
  });

  test("nothing tunnels out of a room of thin walls, at any speed", () => {
    const anySpeed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const scene = fc.record({
      x: fc.integer({ min: 30, max: 370 }),
      y: fc.integer({ min: 30, max: 370 }),
      pillar: fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }), radius: fc.integer({ min: 1, max: 60 }) }),
      wall: fc.record({
        x: fc.integer({ min: 0, max: 350 }),
        y: fc.integer({ min: 0, max: 350 }),
        width: fc.integer({ min: 1, max: 100 }),
        height: fc.integer({ min: 1, max: 100 }),
      }),
      kicks: fc.array(fc.record({ x: anySpeed, y: anySpeed, dash: fc.boolean(), degrees: fc.integer({ min: 0, max: 359 }) }), { minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(scene, ({ x, y, pillar, wall, kicks }) => {
        const room = compileTerrain({ ...ROOM, boxes: [...ROOM.boxes, shifted(wall)], pillars: [shifted(pillar)] }, tickRate);
        const body = bodyAt(x + ROOM_X, y + ROOM_Y);
        fc.pre(isClear(room, body.x, body.y, BODY_RADIUS));
        for (const kick of kicks) {
          body.velocityX = kick.x;
          body.velocityY = kick.y;
          stepBody(body, pushing(kick.degrees, 1, kick.dash ? BUTTON_DASH : 0), room);
          expect(isClear(room, body.x, body.y, BODY_RADIUS)).toBe(true);
          expect(body.x).toBeGreaterThan(ROOM_X * UNIT);
          expect(body.x).toBeLessThan((ROOM_X + 400) * UNIT);
          expect(body.y).toBeGreaterThan(ROOM_Y * UNIT);
          expect(body.y).toBeLessThan((ROOM_Y + 400) * UNIT);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a shot at any speed ends at the thin wall before it", () => {
    const room = compileTerrain(ROOM, tickRate);
    const speed = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 399 }), fc.integer({ min: 1, max: 399 }), speed, speed, (x, y, velocityX, velocityY) => {
        const shot = { ...newProjectile(), x: (x + ROOM_X) * UNIT, y: (y + ROOM_Y) * UNIT, velocityX, velocityY, ticksLeft: 1000 };
        for (let tick = 0; tick < 3 && stepProjectile(shot, room) === "flying"; tick += 1) {
          // Flies on.
        }
        // Rounding may leave it a 1/16 unit within the wall.
        expect(shot.x).toBeGreaterThanOrEqual(ROOM_X * UNIT - 16);
        expect(shot.x).toBeLessThanOrEqual((ROOM_X + 400) * UNIT + 16);
        expect(shot.y).toBeGreaterThanOrEqual(ROOM_Y * UNIT - 16);
        expect(shot.y).toBeLessThanOrEqual((ROOM_Y + 400) * UNIT + 16);
      }),
      { numRuns: 2000 },
    );
  });
});

const ROOM_X = 4000;
const ROOM_Y = 2000;

/** 400 by 400 units within walls one unit thin: far thinner than the validator of maps allows. */
const ROOM: MapData = {
  ...PLAIN,
  boxes: [
    { x: ROOM_X - 1, y: ROOM_Y - 1, width: 402, height: 1 },
    { x: ROOM_X - 1, y: ROOM_Y + 400, width: 402, height: 1 },
    { x: ROOM_X - 1, y: ROOM_Y, width: 1, height: 400 },
    { x: ROOM_X + 400, y: ROOM_Y, width: 1, height: 400 },
  ],
};

function shifted<Place extends { x: number; y: number }>(place: Place): Place {
  return { ...place, x: place.x + ROOM_X, y: place.y + ROOM_Y };
}
