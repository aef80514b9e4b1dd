import { expect, test } from "vitest";
import { fieldsOf } from "../../server/match/interest/fields.ts";
import { prepareTerrains } from "../../server/match/preparation.ts";
import { terrainOf } from "../../server/match/rotation.ts";
import { DEFAULT_MAP, rotationOf } from "../../shared/content/maps.ts";

test("every place of a map is prepared, and others have their turn in between", async () => {
  const terrain = terrainOf(rotationOf("duel")[0] ?? DEFAULT_MAP, 40);
  let turns = 0;
  await prepareTerrains([terrain], async () => {
    turns += 1;
  });
  expect(turns).toBeGreaterThan(50);
  expect(fieldsOf(terrain.map).prepare(1)).toBe(false);
});
