import fc from "fast-check";
import { expect, test } from "vitest";
import { FLAG_ALIVE, FLAG_OVERCHARGED, lookAim, lookFlags, packLook, packPlace, placeX, placeY } from "../../shared/protocol/packing.ts";
import { POSITION_STEP } from "../../shared/protocol/state.ts";
import { TURN } from "../../shared/sim/units.ts";

const coordinate = fc.integer({ min: 0, max: 8191 * 256 });

test("a place comes back within half a step, whatever the other coordinate is", () => {
  fc.assert(
    fc.property(coordinate, coordinate, (x, y) => {
      const place = packPlace(x, y);
      expect(place).toBeLessThan(2 ** 32);
      expect(Math.abs(placeX(place) - x)).toBeLessThanOrEqual(POSITION_STEP / 2);
      expect(Math.abs(placeY(place) - y)).toBeLessThanOrEqual(POSITION_STEP / 2);
    }),
  );
});

test("a look keeps its flags exactly and its aim within a sixth of a degree", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: TURN - 1 }), fc.integer({ min: 0, max: 31 }), (aim, flags) => {
      const look = packLook(aim, flags);
      expect(lookFlags(look)).toBe(flags);
      expect(Math.abs(lookAim(look) - aim)).toBeLessThanOrEqual(TURN / 2048 / 2);
    }),
  );
  expect(lookFlags(packLook(65_535, FLAG_ALIVE | FLAG_OVERCHARGED))).toBe(FLAG_ALIVE | FLAG_OVERCHARGED);
});
