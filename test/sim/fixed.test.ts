import fc from "fast-check";
import { expect, test } from "vitest";
import { atan2Of, cosOf, divCeil, divFloor, divRound, isqrt, sinOf, TRIG_ONE } from "../../shared/sim/fixed.ts";
import { TURN } from "../../shared/sim/units.ts";

const LARGE = 2 ** 52;
const numerator = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger().map((value) => value % LARGE),
);
const denominator = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 31 }));

test("divRound rounds half away from zero, exactly, up to 2^52", () => {
  fc.assert(
    fc.property(numerator, denominator, (a, b) => {
      const magnitude = (2n * BigInt(Math.abs(a)) + BigInt(b)) / (2n * BigInt(b));
      expect(BigInt(divRound(a, b))).toBe(a < 0 ? -magnitude : magnitude);
      expect(Object.is(divRound(a, b), -0)).toBe(false);
    }),
    { numRuns: 20_000 },
  );
});

test("divFloor and divCeil are the integers about the quotient, exactly", () => {
  fc.assert(
    fc.property(numerator, denominator, (a, b) => {
      const floor = BigInt(divFloor(a, b));
      const ceil = BigInt(divCeil(a, b));
      expect(floor * BigInt(b) <= BigInt(a) && (floor + 1n) * BigInt(b) > BigInt(a)).toBe(true);
      expect(ceil * BigInt(b) >= BigInt(a) && (ceil - 1n) * BigInt(b) < BigInt(a)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
});

test("isqrt is the greatest root not above, exactly, below 2^53", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.maxSafeInteger(),
        fc.integer({ min: 0, max: 94_906_265 }).map((root) => root * root - 1),
      ),
      (value) => {
        const n = Math.abs(value);
        const root = BigInt(isqrt(n));
        expect(root * root <= BigInt(n) && (root + 1n) * (root + 1n) > BigInt(n)).toBe(true);
      },
    ),
    { numRuns: 20_000 },
  );
});

test("the sine table is right to a unit, and the arctangent finds every angle again", () => {
  for (let angle = 0; angle < TURN; angle += 1) {
    const radians = (angle / TURN) * 2 * Math.PI;
    if (Math.abs(sinOf(angle) - TRIG_ONE * Math.sin(radians)) > 0.51 || Math.abs(cosOf(angle) - TRIG_ONE * Math.cos(radians)) > 0.51) {
      expect.fail(`sine or cosine of ${angle}`);
    }
    if (atan2Of(sinOf(angle), cosOf(angle)) !== angle) {
      expect.fail(`arctangent of ${angle}`);
    }
  }
});

test("atan2Of is the nearest angle for any vector", () => {
  const coordinate = fc.integer({ min: -(2 ** 22), max: 2 ** 22 });
  fc.assert(
    fc.property(coordinate, coordinate, (x, y) => {
      fc.pre(x !== 0 || y !== 0);
      const exact = (Math.atan2(y, x) / (2 * Math.PI)) * TURN;
      const off = ((((atan2Of(y, x) - exact) % TURN) + TURN * 1.5) % TURN) - TURN / 2;
      // Half a unit by rounding, and as much again by the table's own rounding.
      expect(Math.abs(off)).toBeLessThan(0.7);
    }),
    { numRuns: 5000 },
  );
});
