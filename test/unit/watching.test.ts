import { beforeEach, expect, test } from "vitest";
import { Watching } from "../../client/game/watching.ts";
import { bodyWith, entryWith } from "./fabricated-scene.ts";

let watching: Watching;

beforeEach(() => {
  watching = new Watching();
});

const roster = [entryWith(1, { kills: 2 }), entryWith(2, { kills: 5 }), entryWith(3, { kills: 4 })];

test("the one with most kills is followed, in sight or not", () => {
  expect(watching.choose({ roster, bodies: [bodyWith(1)] }, 0)).toBe(2);
});

test("whoever is followed stays so while alive, whoever does better", () => {
  watching.choose({ roster, bodies: [bodyWith(2)] }, 0);
  expect(watching.choose({ roster: [...roster, entryWith(4, { kills: 9 })], bodies: [bodyWith(2)] }, 5000)).toBe(2);
});

test("after their death the next best is followed, once their end was seen", () => {
  watching.choose({ roster, bodies: [bodyWith(2)] }, 0);
  expect(watching.choose({ roster, bodies: [bodyWith(2, { alive: false })] }, 1000)).toBe(2);
  expect(watching.choose({ roster, bodies: [bodyWith(2, { alive: false })] }, 2199)).toBe(2);
  expect(watching.choose({ roster, bodies: [bodyWith(2, { alive: false })] }, 2200)).toBe(3);
});

test("the one that was chosen is followed for as long as they take part", () => {
  watching.follow(1);
  expect(watching.choose({ roster, bodies: [bodyWith(1, { alive: false })] }, 0)).toBe(1);
  expect(watching.choose({ roster, bodies: [] }, 9000)).toBe(1);
  expect(watching.choose({ roster: roster.slice(1), bodies: [] }, 9016)).toBe(2);
});

test("where nobody takes part nobody is followed", () => {
  expect(watching.choose({ roster: [], bodies: [] }, 0)).toBe(0);
});
