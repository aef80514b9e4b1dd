import { schema, t } from "@colyseus/schema";
import { expect, test } from "vitest";
import { layoutOf } from "../../../server/replication/layout.ts";
import { KINDS, MatchState } from "./state.ts";

const Item = schema({ a: t.uint8(), b: t.string() }, "Item");
const State = schema({ items: t.map(Item) }, "State");

test("fields and reference ids come from the classes", () => {
  const layout = layoutOf(MatchState, KINDS);
  expect(layout.primitives.map(({ name, index }) => [name, index])).toEqual([
    ["tick", 0],
    ["phase", 1],
    ["phaseEnds", 2],
    ["round", 3],
    ["load", 5],
  ]);
  expect(layout.arrays.map(({ field, ref }) => [field.name, ref])).toEqual([["scores", 1]]);
  expect(layout.kinds.map(({ map, ref }) => [map, ref])).toEqual([
    ["roster", 2],
    ["bodies", 3],
    ["pads", 4],
  ]);
  expect(layout.kinds[1]?.owner?.arrays.map(({ name }) => name)).toEqual(["ammo"]);
});

test.each([
  ["a map that is not declared", State, {}, "Map items of State is not declared"],
  ["a declaration without a map", State, { items: { slow: ["a", "b"] }, others: {} }, "State has no map others"],
  ["a field that is not named", State, { items: { slow: ["a"] } }, "does not say how b of Item is sent"],
  ["a field named twice", State, { items: { fast: ["a"], slow: ["a", "b"] } }, "no field of Item or named twice"],
  ["an unknown field", State, { items: { fast: ["a", "b", "c"] } }, "names c"],
  ["a map within an entity", schema({ items: t.map(State) }, "Nested"), { items: { slow: ["items"] } }, "Field items of State is a map"],
  ["a ref in the root", schema({ item: t.ref(Item) }, "WithRef"), {}, "Field item of WithRef is a ref"],
  ["a map of primitives", schema({ counts: t.map("uint8") }, "Counts"), {}, "map of primitives"],
  ["a type without an encoder", schema({ part: t.quantized({ min: 0, max: 1 }) }, "Parts"), {}, "Field part of Parts is of a type that is not replicated"],
  ["a patchOnly field", schema({ news: t.uint8().patchOnly() }, "News"), {}, "patchOnly"],
  [
    "a ref inside the owner's part",
    schema({ items: t.map(schema({ own: t.ref(schema({ item: t.ref(Item) }, "Deep")) }, "Owned")) }, "Owners"),
    { items: { owner: "own" } },
    "Field item of Deep is a ref",
  ],
])("%s is refused", (_, state, kinds, message) => {
  expect(() => layoutOf(state, kinds)).toThrow(message);
});
