import { expect, test } from "vitest";
import { createBot } from "../../../shared/bots/bot.ts";
import { emptyView } from "../../../shared/bots/perceive.ts";
import { abilitiesOf } from "../../../shared/bots/skill.ts";
import type { BotView } from "../../../shared/bots/view.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { BUTTON_FIRE, type InputFrame, neutralFrame } from "../../../shared/sim/frame.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { TURN } from "../../../shared/sim/units.ts";

const TICK_RATE = 40;
const field: MapData = {
  name: "field",
  title: "Field",
  mode: "arena",
  tint: "slate",
  width: 2048,
  height: 2048,
  boxes: [],
  pillars: [],
  spawns: [{ x: 128, y: 128 }],
  pickups: [],
  bots: 0,
};
const terrain = compileTerrain(field, TICK_RATE);

function alone(): BotView {
  const view = emptyView();
  view.isPlaying = true;
  Object.assign(view.self, { alive: true, x: 1024, y: 1024, health: 100, shield: 0 });
  return view;
}

/** Lets a bot stand alone for a second, then shows it somebody 300 units to its right who stands still; gives each frame to `onFrame` with the ms since. */
function surprise(skill: number, seed: number, ms: number, onFrame: (since: number, frame: InputFrame) => void): void {
  const bot = createBot({ terrain, seed, skill });
  const view = alone();
  const frame = neutralFrame(0, 0, 0);
  const appears = TICK_RATE;
  for (let tick = 0; tick < appears + (ms * TICK_RATE) / 1000; tick += 1) {
    view.tick = tick;
    view.lookTick = tick;
    view.bodies.length = 0;
    if (tick >= appears) view.bodies.push({ id: 2, x: 1324, y: 1024, velocityX: 0, velocityY: 0, health: 100, isProtected: false });
    bot.think(view, frame);
    if (tick >= appears) onFrame(((tick - appears) * 1000) / TICK_RATE, frame);
  }
}

function firstShot(skill: number, seed: number): number {
  let first = Number.POSITIVE_INFINITY;
  surprise(skill, seed, 5000, (since, frame) => {
    if ((frame.buttons & BUTTON_FIRE) !== 0) first = Math.min(first, since);
  });
  return first;
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

test.each([0, 0.5, 1])("at skill %d nobody fires before a human could have reacted", (skill) => {
  const { reaction } = abilitiesOf(skill);
  for (const seed of seeds) expect(firstShot(skill, seed)).toBeGreaterThanOrEqual(reaction);
});

test("an expert fires within 0.7 s, a beginner takes longer", () => {
  const median = (skill: number): number => seeds.map((seed) => firstShot(skill, seed)).sort((a, b) => a - b)[seeds.length / 2] ?? 0;
  expect(median(1)).toBeLessThan(700);
  expect(median(0)).toBeGreaterThan(median(1));
});

/** Root mean square of the angle between the aim and a target that stands still, radians, once the aim has settled. */
function aimError(skill: number): number {
  let squares = 0;
  let count = 0;
  for (const seed of seeds) {
    surprise(skill, seed, 4000, (since, frame) => {
      if (since < 2000) return;
      const angle = (((frame.aim / TURN + 0.5) % 1) - 0.5) * 2 * Math.PI;
      squares += angle * angle;
      count += 1;
    });
  }
  return Math.sqrt(squares / count);
}

test("the aim wanders about a still target, most for beginners", () => {
  expect(aimError(0)).toBeGreaterThan(0.1);
  expect(aimError(0)).toBeLessThan(0.3);
  expect(aimError(1)).toBeGreaterThan(0.01);
  expect(aimError(1)).toBeLessThan(0.05);
});

test("a hand turns no faster than its skill allows", () => {
  for (const skill of [0, 0.5, 1]) {
    const most = ((abilitiesOf(skill).turnSpeed / (2 * Math.PI)) * TURN) / TICK_RATE;
    let before: number | null = null;
    surprise(skill, 3, 3000, (_, { aim }) => {
      const turned = before === null ? 0 : Math.abs(((aim - before + 1.5 * TURN) % TURN) - TURN / 2);
      expect(turned).toBeLessThanOrEqual(most + 1);
      before = aim;
    });
  }
});
