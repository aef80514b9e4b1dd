import { beforeEach, describe, expect, test } from "vitest";
import type { SceneBody } from "../../client/game/scene.ts";
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

describe("where the server says through whose eyes it shows the match", () => {
  const choose = (now = 0, bodies: SceneBody[] = []) => watching.choose({ roster, bodies }, now);

  test("that one is followed, and nobody else asked for", () => {
    watching.give(1);
    expect(choose()).toBe(1);
    expect(watching.takeWish()).toBeNull();
  });

  test("a choice is asked for, once, and followed when it is given", () => {
    watching.give(1);
    choose();
    watching.follow(3);
    expect(choose()).toBe(1);
    expect([watching.takeWish(), watching.takeWish()]).toEqual([3, null]);
    watching.give(3);
    expect(choose()).toBe(3);
    expect(watching.takeWish()).toBeNull();
  });

  test("of two choices in a row the last is what is asked for in the end", () => {
    watching.give(1);
    choose();
    const asked: (number | null)[] = [];
    for (const id of [3, 1]) {
      watching.follow(id);
      choose();
      asked.push(watching.takeWish());
    }
    for (const id of [3, 1]) {
      watching.give(id);
      choose();
      asked.push(watching.takeWish());
    }
    expect(asked).toEqual([3, 1, null, null]);
    expect(choose()).toBe(1);
  });

  test("the next is asked for once the one followed has been dead for a while", () => {
    watching.give(2);
    choose(0, [bodyWith(2, { alive: false })]);
    expect(watching.takeWish()).toBeNull();
    expect(choose(1200, [bodyWith(2, { alive: false })])).toBe(2);
    expect(watching.takeWish()).toBe(3);
  });

  test("a wish that is not granted is not repeated", () => {
    watching.give(1);
    watching.follow(2);
    choose();
    expect(watching.takeWish()).toBe(2);
    for (let now = 0; now < 5000; now += 100) expect([choose(now), watching.takeWish()]).toEqual([1, null]);
  });

  test("another link has said nothing yet", () => {
    watching.give(1);
    watching.follow(2);
    watching.forget();
    expect(choose()).toBe(2);
    expect(watching.takeWish()).toBeNull();
  });
});
