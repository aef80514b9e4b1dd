import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStick, type Stick, turnAim, turnBetween } from "../../../client/game/input/stick.ts";

const ZONE = { inner: 0.14, outer: 0.96 };
const angles = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const pushes = fc.double({ min: 0.001, max: 1, noNaN: true });
const frictions = fc.double({ min: 0.01, max: 1, noNaN: true });
const frames = fc.double({ min: 1, max: 100, noNaN: true });

function read(x: number, y: number): Stick {
  const stick = { push: 0, angle: 0 };
  readStick(x, y, ZONE, stick);
  return stick;
}

describe("a stick", () => {
  test("rests anywhere in its dead zone, in every direction", () => {
    fc.assert(
      fc.property(
        angles,
        fc.double({ min: 0, max: 0.14, noNaN: true }),
        (angle, length) => read(Math.cos(angle) * length * 0.999, Math.sin(angle) * length * 0.999).push === 0,
      ),
    );
  });

  test("begins at nothing where the dead zone ends, and is straight from there on", () => {
    for (const push of [0.001, 0.1, 0.25, 0.5, 0.9, 1]) {
      expect(read(ZONE.inner + (ZONE.outer - ZONE.inner) * push, 0).push).toBeCloseTo(push, 9);
    }
  });

  test("is never pushed further than all the way, as far as its corners reach", () => {
    expect(read(1, 1).push).toBe(1);
  });

  test("keeps its heading however far it is pushed", () => {
    fc.assert(
      fc.property(angles, fc.double({ min: 0.2, max: 1.4, noNaN: true }), (angle, length) => {
        expect(Math.abs(turnBetween(read(Math.cos(angle) * length, Math.sin(angle) * length).angle, angle))).toBeLessThan(1e-9);
      }),
    );
  });

  test("that tells no number rests", () => {
    expect(read(Number.NaN, 0.5).push).toBe(0);
  });
});

describe("an aim that a stick turns", () => {
  test("stays where it is while the stick rests, whatever the friction", () => {
    fc.assert(fc.property(angles, angles, frictions, frames, (aim, angle, friction, elapsed) => turnAim(aim, { push: 0, angle }, friction, elapsed) === aim));
  });

  test("goes towards the stick and never past it", () => {
    fc.assert(
      fc.property(angles, angles, pushes, frictions, frames, (aim, angle, push, friction, elapsed) => {
        const before = turnBetween(aim, angle);
        const after = turnBetween(turnAim(aim, { push, angle }, friction, elapsed), angle);
        // Half a turn away, both ways are equally short.
        if (Math.abs(before) > 3.14) return;
        expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(before));
        expect(after * before).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("gets there", () => {
    let aim = 0;
    for (let frame = 0; frame < 60; frame += 1) aim = turnAim(aim, { push: 1, angle: 2 }, 1, 16);
    expect(aim).toBeCloseTo(2, 5);
  });

  test("turns slower where friction is, and for a stick pushed less", () => {
    const turned = (push: number, friction: number): number => turnAim(0, { push, angle: 2 }, friction, 16);
    expect(turned(1, 0.35)).toBeLessThan(turned(1, 1) / 2);
    expect(turned(0.5, 1)).toBeLessThan(turned(1, 1) / 2);
    expect(turned(0.5, 1)).toBeGreaterThan(0);
  });
});
