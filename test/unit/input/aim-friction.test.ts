import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frictionAt } from "../../../client/game/input/aim-friction.ts";
import { turnAim } from "../../../client/game/input/stick.ts";

const SELF = { x: 1000, y: 1000 };
const ahead = (distance: number, angle = 0) => ({ x: SELF.x + Math.cos(angle) * distance, y: SELF.y + Math.sin(angle) * distance });

describe("friction", () => {
  test("is strongest on a target and fades out beside it", () => {
    const at = (angle: number): number => frictionAt(0, SELF, [ahead(300, angle)]);
    expect(at(0)).toBeLessThan(0.4);
    expect(at(0.05)).toBe(at(0));
    expect(at(0.2)).toBeGreaterThan(at(0));
    expect(at(0.2)).toBeLessThan(1);
    expect(at(0.4)).toBe(1);
  });

  test("is none without a target, behind the back, and beyond the screen", () => {
    expect(frictionAt(0, SELF, [])).toBe(1);
    expect(frictionAt(0, SELF, [ahead(300, Math.PI)])).toBe(1);
    expect(frictionAt(0, SELF, [ahead(2000)])).toBe(1);
  });

  test("is felt on either side alike, also where angles begin anew", () => {
    expect(frictionAt(Math.PI - 0.05, SELF, [ahead(300, -Math.PI + 0.05)])).toBeCloseTo(frictionAt(0, SELF, [ahead(300, 0.1)]), 9);
  });

  test("never moves an aim whose stick rests, wherever anybody goes", () => {
    const places = fc.array(fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), places, (aim, targets) => {
        expect(turnAim(aim, { push: 0, angle: 0 }, frictionAt(aim, SELF, targets), 16)).toBe(aim);
      }),
    );
  });

  test("never turns an aim that is where its stick points, however near a target is", () => {
    for (const off of [0.02, 0.08, 0.15]) expect(turnAim(1, { push: 1, angle: 1 }, frictionAt(1, SELF, [ahead(300, 1 + off)]), 16)).toBe(1);
  });
});
