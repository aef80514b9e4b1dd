import { describe, expect, test } from "vitest";
import { abilitiesOf, BOT_LEVELS, LEVEL_SKILLS, skillFor } from "../../../shared/bots/skill.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { BotArena } from "./arena.ts";

/** An open square with a pillar in the middle: nothing but skill decides. */
const ring: MapData = {
  name: "ring",
  title: "Ring",
  mode: "arena",
  tint: "moss",
  width: 960,
  height: 768,
  boxes: [],
  pillars: [{ x: 480, y: 384, radius: 48 }],
  spawns: [
    { x: 128, y: 128 },
    { x: 832, y: 640 },
  ],
  pickups: [],
  bots: 2,
};

/** Kills of each of two bots in a minute. */
function duel(tickRate: 20 | 40, seed: number, first: number, second: number): [number, number] {
  const arena = new BotArena({ map: ring, tickRate, seed, skills: [first, second] });
  for (let tick = 0; tick < 60 * tickRate; tick += 1) arena.tick();
  const [a, b] = arena.world.bodies;
  return [a?.kills ?? 0, b?.kills ?? 0];
}

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  test("a skilled bot beats a clumsy one in nearly all duels, whichever joined first", () => {
    let won = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const [strong, weak] = duel(tickRate, seed, 0.9, 0.25);
      if (strong > weak) won += 1;
      const [weakFirst, strongSecond] = duel(tickRate, 100 + seed, 0.25, 0.9);
      if (strongSecond > weakFirst) won += 1;
    }
    expect(won).toBeGreaterThanOrEqual(18);
  });

  test("equals win about equally often", () => {
    let first = 0;
    let second = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const [a, b] = duel(tickRate, 200 + seed, 0.5, 0.5);
      first += a;
      second += b;
    }
    expect(first / (first + second)).toBeGreaterThan(0.35);
    expect(first / (first + second)).toBeLessThan(0.65);
  });
});

test("each level that one can ask for beats the one below it", () => {
  const [rookie, regular, veteran] = BOT_LEVELS.map((level) => LEVEL_SKILLS[level]);
  for (const [better, worse] of [
    [regular, rookie],
    [veteran, regular],
  ]) {
    let [won, lost] = [0, 0];
    for (let seed = 1; seed <= 6; seed += 1) {
      const [strong, weak] = duel(20, 300 + seed, better ?? 0, worse ?? 0);
      won += strong;
      lost += weak;
    }
    expect(won).toBeGreaterThan(lost * 1.5);
  }
});

test("reactions are human at every skill", () => {
  for (const skill of [-1, 0, 0.3, 0.7, 1, 5]) {
    const { reaction } = abilitiesOf(skill);
    expect(reaction).toBeGreaterThanOrEqual(200);
    expect(reaction).toBeLessThanOrEqual(450);
  }
  expect(abilitiesOf(1).reaction).toBeLessThan(abilitiesOf(0).reaction);
});

describe("the skill of a room", () => {
  test("is low while the strongest human is new", () => {
    expect(skillFor([{ kills: 0, deaths: 0 }])).toBeLessThan(0.1);
    expect(skillFor([{ kills: 0, deaths: 9 }])).toBeLessThan(0.1);
  });

  test("rises with what the strongest human has shown", () => {
    const skillAfter = (kills: number, deaths: number): number => skillFor([{ kills, deaths }]);
    expect(skillAfter(3, 3)).toBeGreaterThan(skillAfter(0, 0));
    expect(skillAfter(10, 10)).toBeGreaterThan(skillAfter(3, 3));
    expect(skillAfter(20, 5)).toBeGreaterThan(skillAfter(20, 20));
    expect(skillAfter(20, 0)).toBeLessThanOrEqual(1);
  });

  test("follows the strongest, not the average", () => {
    const strongest = { kills: 20, deaths: 4 };
    expect(skillFor([{ kills: 0, deaths: 5 }, strongest])).toBe(skillFor([strongest]));
  });

  test("is middling when nobody watches", () => {
    expect(skillFor([])).toBeGreaterThan(0.4);
    expect(skillFor([])).toBeLessThan(0.7);
  });
});
