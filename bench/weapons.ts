import { writeFileSync } from "node:fs";
import { type Bot, createBot, LOOK_INTERVAL } from "../shared/bots/bot.ts";
import { emptyView, feel, listen, look } from "../shared/bots/perceive.ts";
import type { BotView } from "../shared/bots/view.ts";
import type { MapData } from "../shared/content/map-data.ts";
import { rotationOf } from "../shared/content/maps.ts";
import { ARENA } from "../shared/content/modes.ts";
import { WEAPONS } from "../shared/content/weapons.ts";
import { BODY_RADIUS } from "../shared/sim/body.ts";
import { atan2Of, cosOf, sinOf, TRIG_ONE } from "../shared/sim/fixed.ts";
import { NOBODY, neutralFrame } from "../shared/sim/frame.ts";
import { drawBelow } from "../shared/sim/random.ts";
import { isSightClear } from "../shared/sim/sight.ts";
import { step } from "../shared/sim/step.ts";
import { compileTerrain, isClear, type Terrain } from "../shared/sim/terrain.ts";
import { TURN, UNIT } from "../shared/sim/units.ts";
import { type Body, type BodyFrame, bodyOf, createWorld } from "../shared/sim/world.ts";
import { MemoryMeter } from "./meters/memory.ts";

/**
 * Whether weapons are sidegrades: `npm run bench -- weapons`. Bots of equal skill fight to the death, each with one weapon and
 * all the ammunition that it can carry, on the maps for duels without their pads; they begin in sight of each other at one of
 * several distances. Reported is how often the first weapon of a pair wins; a duel that takes too long counts half.
 * Of as many duels as it fights when not told otherwise, chance moves the figure of one distance by some 1.6 points.
 */
const RANGES = [150, 300, 500, 800];
const DUELS = Number(process.argv[2] ?? 1000);
const SKILLS = [0.5, 0.9];
const TICK_RATE = 40;
const SECONDS_MAX = 40;
/** Percent that no weapon may win of its duels against another, at any distance. */
const AIM = 60;

interface Fighter {
  readonly body: Body;
  readonly bot: Bot;
  readonly view: BotView;
  readonly entry: BodyFrame;
  readonly weapon: number;
}

const terrains = rotationOf("duel").map((map): Terrain => compileTerrain({ ...map, mode: "arena", pickups: [] } satisfies MapData, TICK_RATE));

/** Of all duels together. */
let ticks = 0;

/** 1 when the first weapon wins, 0 when the second does, one half for neither. */
function duel(first: number, second: number, range: number, seed: number): number {
  const terrain = terrains[seed % terrains.length];
  if (terrain === undefined) throw new Error("there is no map for duels");
  const world = createWorld({ terrain, seed, startTick: 0, mode: { ...ARENA, roundMs: 600_000 } });
  // Who is the first in the world's order must not matter.
  const weapons = seed % 4 < 2 ? [first, second] : [second, first];
  step(world, { joins: weapons.map((_, index) => ({ id: index + 1, team: 0 })), leaves: [], frames: [] });
  const skill = SKILLS[(seed >> 2) % SKILLS.length] ?? 0.5;
  const fighters = weapons.map((weapon, index): Fighter => {
    const body = bodyOf(world, index + 1);
    if (body === undefined) throw new Error("a fighter is missing");
    const bot = createBot({ terrain, seed: seed * 2 + index, skill, onlyWeapon: weapon });
    return { body, bot, view: emptyView(), entry: { id: body.id, frame: neutralFrame(0, 0, 0), unseen: NOBODY }, weapon };
  });
  place(fighters, terrain, range, { random: seed });
  const lookEvery = Math.round((LOOK_INTERVAL * TICK_RATE) / 1000);
  for (let tick = 0; tick < SECONDS_MAX * TICK_RATE; tick += 1) {
    for (const { body, bot, view, entry, weapon } of fighters) {
      body.ammo[weapon] = WEAPONS[weapon]?.ammoMax ?? 0;
      feel(world, body, view);
      if ((tick + body.id) % lookEvery === 0) look(world, body, view);
      bot.think(view, entry.frame);
      entry.frame.weapon = weapon;
    }
    ticks += 1;
    const happened = step(world, { joins: [], leaves: [], frames: fighters.map(({ entry }) => entry) });
    for (const { body, view } of fighters) listen(body, happened, view);
    const dead = fighters.filter(({ body }) => !body.alive);
    if (dead.length === 2) return 0.5;
    if (dead[0] !== undefined) return dead[0].weapon === first ? 0 : 1;
  }
  return 0.5;
}

/** Puts the two where they see each other at a distance, looking at each other. */
function place(fighters: readonly Fighter[], terrain: Terrain, range: number, stream: { random: number }): void {
  const [a, b] = fighters.map(({ body }) => body);
  if (a === undefined || b === undefined) return;
  for (;;) {
    const x = drawBelow(stream, terrain.map.width) * UNIT;
    const y = drawBelow(stream, terrain.map.height) * UNIT;
    const angle = drawBelow(stream, TURN);
    const otherX = x + Math.round((cosOf(angle) * range * UNIT) / TRIG_ONE);
    const otherY = y + Math.round((sinOf(angle) * range * UNIT) / TRIG_ONE);
    const isFree = (atX: number, atY: number): boolean =>
      atX > 0 && atY > 0 && atX < terrain.width && atY < terrain.height && isClear(terrain, atX, atY, BODY_RADIUS);
    if (!isFree(x, y) || !isFree(otherX, otherY) || !isSightClear(terrain, x, y, otherX, otherY)) continue;
    Object.assign(a, { x, y, aim: angle, protectedTicks: 0 });
    Object.assign(b, { x: otherX, y: otherY, aim: atan2Of(y - otherY, x - otherX), protectedTicks: 0 });
    return;
  }
}

const memory = new MemoryMeter();
const results = WEAPONS.flatMap((first, firstIndex) =>
  WEAPONS.slice(firstIndex + 1).map((second, offset) => {
    const byRange = RANGES.map((range) => {
      let wins = 0;
      for (let seed = 0; seed < DUELS; seed += 1) wins += duel(firstIndex, firstIndex + 1 + offset, range, seed);
      return percent(wins / DUELS);
    });
    const overall = percent(byRange.reduce((sum, each) => sum + each, 0) / RANGES.length / 100);
    return { first: first.name, second: second.name, overall, byRange: Object.fromEntries(RANGES.map((range, index) => [range, byRange[index]])) };
  }),
);

const figures = memory.stop(ticks);
console.log(`Percent of ${DUELS} duels that the first weapon wins, by the distance at their beginning:`);
console.table(results.map(({ first, second, overall, byRange }) => ({ first, second, overall, ...byRange })));
console.log(figures);
writeFileSync(new URL("weapons.json", import.meta.url), `${JSON.stringify({ duels: DUELS, skills: SKILLS.join(" and "), results, ...figures }, null, 2)}\n`);
const unfair = results.flatMap(({ first, second, byRange }) =>
  Object.entries(byRange).flatMap(([range, share = 0]) => (share > AIM || share < 100 - AIM ? [{ first, second, range, share }] : [])),
);
for (const { first, second, range, share } of unfair) {
  console.error(`${first} wins ${share} % against ${second} from ${range} units: more than ${AIM} to ${100 - AIM}`);
}
if (unfair.length > 0) process.exitCode = 1;

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}
