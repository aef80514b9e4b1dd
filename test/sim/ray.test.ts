import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { along, RAY_CLEAR, rayAgainstBox, rayAgainstDisc } from "../../shared/sim/ray.ts";
import { isSightClear } from "../../shared/sim/sight.ts";
import { compileTerrain, rayAgainstWalls } from "../../shared/sim/terrain.ts";
import { UNIT } from "../../shared/sim/units.ts";

const terrain = compileTerrain(DEFAULT_MAP, 40);
const x = fc.integer({ min: 0, max: terrain.width });
const y = fc.integer({ min: 0, max: terrain.height });

test("the index of walls finds what a look at every wall finds", () => {
  let blocked = 0;
  fc.assert(
    fc.property(x, y, x, y, (x1, y1, x2, y2) => {
      const nearest = Math.min(
        ...terrain.walls.map((wall) =>
          wall.kind === "box"
            ? rayAgainstBox(x1, y1, x2, y2, wall.minX, wall.minY, wall.maxX, wall.maxY)
            : rayAgainstDisc(x1, y1, x2, y2, wall.x, wall.y, wall.radius),
        ),
      );
      expect(rayAgainstWalls(terrain, x1, y1, x2, y2)).toBe(nearest);
      blocked += nearest < RAY_CLEAR ? 1 : 0;
    }),
    { numRuns: 5000 },
  );
  expect(blocked).toBeGreaterThan(1000);
});

test("sight is the same both ways, but for a grazed corner", () => {
  let unlike = 0;
  fc.assert(
    fc.property(x, y, x, y, (x1, y1, x2, y2) => {
      unlike += isSightClear(terrain, x1, y1, x2, y2) === isSightClear(terrain, x2, y2, x1, y1) ? 0 : 1;
    }),
    { numRuns: 5000 },
  );
  expect(unlike).toBeLessThan(5);
});

test("where a ray meets a disc is on its edge", () => {
  const near = fc.integer({ min: -2000 * UNIT, max: 2000 * UNIT });
  const radius = 24 * UNIT;
  let met = 0;
  fc.assert(
    fc.property(near, near, fc.integer({ min: -30 * UNIT, max: 30 * UNIT }), (x1, y1, aside) => {
      const fraction = rayAgainstDisc(x1, y1, aside - x1, aside - y1, 0, 0, radius);
      fc.pre(fraction > 0 && fraction < RAY_CLEAR);
      met += 1;
      const distance = Math.hypot(along(x1, aside - x1, fraction), along(y1, aside - y1, fraction));
      // A 1/65536 of the longest way, and a half chord that is as good as its grazing angle.
      expect(Math.abs(distance - radius)).toBeLessThan(UNIT / 2);
    }),
    { numRuns: 2000 },
  );
  expect(met).toBeGreaterThan(1000);
});
