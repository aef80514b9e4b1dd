import { expect, test } from "vitest";
import { Area, HALVES } from "../../../server/match/interest/area.ts";
import { CELL } from "../../../server/match/interest/cells.ts";
import { fieldsOf } from "../../../server/match/interest/fields.ts";
import { Flood } from "../../../server/match/interest/flood.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { UNIT } from "../../../shared/sim/units.ts";

/** The middle of a cell, 1/256 unit. */
const middleOf = (cell: number): number => (cell + 0.5) * CELL * UNIT;

function areaAround(column: number, row: number, reach: number): Area {
  const area = new Area();
  area.cover(middleOf(column), middleOf(row), reach);
  return area;
}

test("what is seen from one place of an area through a slit as wide as a cell is in its field", () => {
  // The 28 cells of this area that see (32, 66) lie in a row: it leads out of the area through one cell of its rim.
  const field = fieldsOf(FOUNDRY).of(areaAround(4, 54, 220));
  expect(field.shows(32, 66)).toBe(true);
  expect(field.shows(40, 66)).toBe(false); // behind walls for all of them
});

test("an area is no larger than what can be reached, by half a cell and what radii are rounded by, less than a whole one", () => {
  const flood = new Flood();
  const { cells } = fieldsOf(FOUNDRY);
  const { column, row, radius } = areaAround(20, 60, 220);
  flood.spread(cells, column, row, radius / HALVES);
  let farthest = 0;
  flood.reached.forEach((bits, line) => {
    for (let bit = 0; bit < 31; bit += 1)
      if ((bits >>> bit) & 1) farthest = Math.max(farthest, Math.hypot(flood.column + bit - column, flood.row + line - row));
  });
  expect(farthest * CELL).toBeGreaterThan(220 - CELL);
  expect(farthest * CELL).toBeLessThanOrEqual(220 + 1.5 * CELL);
});
