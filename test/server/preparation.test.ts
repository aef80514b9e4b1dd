import { expect, test } from "vitest";
import { lightsOf } from "../../server/match/interest/lights.ts";
import { prepareTerrains } from "../../server/match/preparation.ts";
import { terrainOf } from "../../server/match/rotation.ts";
import { DEFAULT_MAP, rotationOf } from "../../shared/content/maps.ts";

test("every place of a map is prepared, and others have their turn in between", async () => {
  const terrain = terrainOf(rotationOf("duel")[0] ?? DEFAULT_MAP, 40);
  const lights = lightsOf(terrain);
  let turns = 0;
  await prepareTerrains([terrain], async () => {
    turns += 1;
  });
  expect(turns).toBeGreaterThan(100);
  const { cells } = lights;
  for (let row = 0; row < cells.rows; row += 1) {
    for (let column = 0; column < cells.columns; column += 1) if (cells.isOpen(column, row)) expect(lights.has(column, row)).toBe(true);
  }
});
