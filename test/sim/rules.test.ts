import { describe, expect, test } from "vitest";
import type { MapData } from "../../shared/content/map-data.ts";
import { MORTAR, PULSE, RAIL, SCATTER, WEAPONS } from "../../shared/content/weapons.ts";
import { pelletAngle } from "../../shared/sim/flight.ts";
import { BUTTON_FIRE, type InputFrame, NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import { newProjectile, projectileIdAfter, stepProjectile } from "../../shared/sim/projectiles.ts";
import { spreadOf } from "../../shared/sim/spread.ts";
import { PHASES, step, stepPhases } from "../../shared/sim/step.ts";
import { compileTerrain, isClear } from "../../shared/sim/terrain.ts";
import { STICK_FULL, UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { aheadX, aheadY, launch, MUZZLE } from "../../shared/sim/weapons.ts";
import { type Body, type BodyFrame, bodyOf, createWorld, type Joining, type World } from "../../shared/sim/world.ts";
import { YARD } from "./yard.ts";

const NO_JOINS: readonly Joining[] = [];
const IDLE = { joins: NO_JOINS, leaves: [], frames: [] };

/** Bodies 1, 2, … standing unprotected at places in units. */
function standing(map: MapData, tickRate: 20 | 40, ...places: readonly (readonly [number, number])[]): World {
  const world = createWorld({ terrain: compileTerrain(map, tickRate), seed: 1, startTick: 100 });
  step(world, { ...IDLE, joins: places.map((_, index) => ({ id: index + 1, team: 0 as const })) });
  for (const [index, [x, y]] of places.entries()) {
    Object.assign(at(world, index + 1), { x: x * UNIT, y: y * UNIT, protectedTicks: 0, ammo: [0, 5, 5, 5] });
  }
  step(world, IDLE);
  return world;
}

function at(world: World, id: number): Body {
  const body = bodyOf(world, id);
  if (body === undefined) {
    throw new Error(`nobody has the id ${id}`);
  }
  return body;
}

/** A shot along +x, or along another angle, as of now or late by some ticks. */
function shot(world: World, id: number, weapon: number, { aim = 0, late = 0 } = {}): BodyFrame {
  return { id, frame: { ...neutralFrame(aim, weapon, (world.tick + 1 - late) * VIEW_TICK), buttons: BUTTON_FIRE }, unseen: NOBODY };
}

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  test.each([
    ["pulse", PULSE],
    ["rail", RAIL],
  ] as const)("the %s hits nobody behind a wall that is thinner than a body", (_, weapon) => {
    const thin = { ...YARD, boxes: [{ x: 472, y: 100, width: 4, height: 120 }] };
    for (const [map, hits] of [
      [thin, 0],
      [{ ...YARD, boxes: [] }, 1],
    ] as const) {
      // At every distance from the wall that a tick's flight may end at.
      for (let back = 0; back < 64; back += 4) {
        const world = standing(map, tickRate, [400 - back, 160], [500, 160]);
        const frames = [shot(world, 1, weapon)];
        step(world, { ...IDLE, frames });
        for (let tick = 0; tick < tickRate / 4; tick += 1) {
          step(world, IDLE);
        }
        expect(at(world, 2).health, `${back} units back`).toBe(100 - hits * (WEAPONS[weapon]?.damage ?? 0));
      }
    }
  });

  test("a projectile flies its range, however late its shooter", () => {
    const range = 900;
    const ends = [0, 1, 2, 3].map((late) => {
      const world = standing({ ...YARD, boxes: [], pillars: [] }, tickRate, [100, 160]);
      let end = Number.NaN;
      for (let tick = 0; tick < 2 * tickRate && Number.isNaN(end); tick += 1) {
        const frames = tick === 0 ? [shot(world, 1, PULSE, { late })] : [];
        for (const event of step(world, { ...IDLE, frames })) {
          end = event.kind === "projectileEnded" ? event.x / UNIT - 100 - 24 : end;
        }
      }
      return end;
    });
    for (const end of ends) {
      expect(Math.abs(end - range)).toBeLessThan(1);
    }
  });
});

test("a rail touches a body two units beside its edge, and none further off", () => {
  for (const [aside, hit] of [
    [21, true],
    [-21, true],
    [23, false],
    [-23, false],
  ] as const) {
    const world = standing(YARD, 40, [300, 160], [700, 160 + aside]);
    step(world, { ...IDLE, frames: [shot(world, 1, RAIL)] });
    expect(at(world, 2).health < 100, `${aside} units aside`).toBe(hit);
  }
});

test("of two bodies in one place the one with the lower id is hit", () => {
  for (const weapon of [PULSE, RAIL]) {
    const world = standing(YARD, 40, [700, 160], [700, 160], [300, 160]);
    step(world, { ...IDLE, frames: [shot(world, 3, weapon)] });
    for (let tick = 0; tick < 20; tick += 1) {
      step(world, IDLE);
    }
    expect([at(world, 1).health < 100, at(world, 2).health < 100]).toEqual([true, false]);
  }
});

test("who is shot dead by two at once dies once, and one is credited", () => {
  const world = standing(YARD, 40, [300, 160], [500, 160], [700, 160]);
  at(world, 2).health = 10;
  const happened = step(world, { ...IDLE, frames: [shot(world, 1, RAIL), shot(world, 3, RAIL, { aim: 32_768 })] });
  expect(happened.filter(({ kind }) => kind === "bodyKilled")).toHaveLength(1);
  expect([at(world, 1).kills, at(world, 3).kills, at(world, 2).deaths]).toEqual([1, 0, 1]);
});

test.each([
  [7, 1],
  [9, 0],
])("a hit %i seconds before the kill earns %i assists", (seconds, assists) => {
  const world = standing(YARD, 40, [300, 160], [500, 160], [700, 160]);
  step(world, { ...IDLE, frames: [shot(world, 1, RAIL)] });
  at(world, 2).health = 1;
  for (let tick = 1; tick < seconds * 40; tick += 1) {
    step(world, IDLE);
  }
  step(world, { ...IDLE, frames: [shot(world, 3, RAIL, { aim: 32_768 })] });
  expect(at(world, 2).deaths).toBe(1);
  expect(at(world, 1).assists).toBe(assists);
});

test("a spawn that an enemy sees is worse than a nearer one that none sees", () => {
  // Spawns 300 units apart about the wall; the enemy stands in the open to the west of it.
  const map = {
    ...YARD,
    pillars: [],
    spawns: [
      { x: 128, y: 480 },
      { x: 896, y: 480 },
      { x: 128, y: 512 },
      { x: 160, y: 512 },
    ],
  };
  const world = standing(map, 40, [544, 480]);
  const happened = step(world, { ...IDLE, joins: [{ id: 2, team: 0 }] });
  expect(happened).toContainEqual({ kind: "bodySpawned", body: 2, x: 896 * UNIT, y: 480 * UNIT, aim: 32_768 });
});

test("equally safe spawns are all used", () => {
  const used = new Set<number>();
  for (let seed = 0; seed < 40; seed += 1) {
    const world = createWorld({ terrain: compileTerrain(YARD, 40), seed, startTick: 0 });
    step(world, { ...IDLE, joins: [{ id: 1, team: 0 }] });
    used.add(at(world, 1).x * 10_000 + at(world, 1).y);
  }
  expect(used.size).toBe(YARD.spawns.length);
});

test("a pad is left alone by who cannot use it", () => {
  for (const [x, full] of [
    [160, { health: 100 }],
    [320, { shield: 100 }],
    [480, { ammo: [0, 10, 0, 0] }],
  ] as const) {
    const world = standing(YARD, 40, [60, 60]);
    Object.assign(at(world, 1), { x: x * UNIT, y: 480 * UNIT }, full);
    expect(step(world, IDLE)).toEqual([]);
  }
});

test("equal kills rank by fewer deaths, then by more assists, then by who came first", () => {
  const winnerOf = (...scores: readonly { kills: number; deaths: number; assists: number }[]): number => {
    const world = standing(YARD, 40, ...scores.map((_, index) => [200 + 100 * index, 160] as const));
    for (const [index, score] of scores.entries()) {
      Object.assign(at(world, index + 1), score);
    }
    world.phaseTicks = 1;
    const [ended] = step(world, IDLE);
    return ended?.kind === "roundEnded" ? ended.winner : Number.NaN;
  };
  const usual = { kills: 3, deaths: 2, assists: 1 };
  expect(winnerOf(usual, { ...usual, kills: 4, deaths: 9 })).toBe(2);
  expect(winnerOf(usual, { ...usual, deaths: 1, assists: 0 })).toBe(2);
  expect(winnerOf(usual, { ...usual, assists: 2 })).toBe(2);
  expect(winnerOf(usual, usual)).toBe(1);
});

test("the frames of one body are applied in the order in which they stand", () => {
  const push = (moveX: number, moveY: number): InputFrame => ({ ...neutralFrame(0, PULSE, 0), moveX, moveY });
  const moved = (first: InputFrame, second: InputFrame): World => {
    const world = standing(YARD, 40, [300, 160]);
    step(world, {
      ...IDLE,
      frames: [
        { id: 1, frame: first, unseen: NOBODY },
        { id: 1, frame: second, unseen: NOBODY },
      ],
    });
    return world;
  };
  const right = push(STICK_FULL, 0);
  const down = push(0, STICK_FULL);
  // The first push is in both steps, the second in one.
  expect(at(moved(right, down), 1).x).toBeGreaterThan(at(moved(down, right), 1).x);
});

describe("a step refuses", () => {
  const world = standing(YARD, 40, [300, 160]);
  test.each([
    ["the join of a body that is there", { ...IDLE, joins: [{ id: 1, team: 0 as const }] }, "body 1 joins but is in the world already"],
    ["a team in a mode without teams", { ...IDLE, joins: [{ id: 9, team: 1 as const }] }, "body 9 joins team 1 in a mode of 0 teams"],
    ["an id that is none", { ...IDLE, joins: [{ id: 0, team: 0 as const }] }, "a body's id is an integer of 1 to 65535, not 0"],
    ["the leave of a body that is not there", { ...IDLE, leaves: [9] }, "body 9 leaves but is not in the world"],
    [
      "a frame with half a push",
      { ...IDLE, frames: [{ id: 1, frame: { ...neutralFrame(0, 0, 0), moveX: 0.5 }, unseen: NOBODY }] },
      "a malformed frame for body 1",
    ],
  ])("%s", (_, inputs, message) => {
    expect(() => step(world, inputs)).toThrow(message);
  });

  test("but not a frame of a body that left in this very tick", () => {
    const left = standing(YARD, 40, [300, 160]);
    expect(step(left, { joins: [], leaves: [1], frames: [{ id: 1, frame: neutralFrame(0, 0, 0), unseen: NOBODY }] })).toEqual([]);
  });
});

describe("a scatter's fan", () => {
  const scatter = WEAPONS[SCATTER];
  if (scatter?.kind !== "projectile") {
    throw new Error("the scatter fires projectiles");
  }

  test("stays within its spread, uses all of it, and is another with every shot and body", () => {
    const fans = new Set<string>();
    let widest = 0;
    for (let body = 1; body <= 20; body += 1) {
      for (let shots = 1; shots <= 20; shots += 1) {
        const fan = Array.from({ length: scatter.pellets }, (_, pellet) => spreadOf(body, shots, pellet, scatter.pellets, scatter.spread));
        widest = Math.max(widest, ...fan.map(Math.abs));
        fans.add(fan.join());
      }
    }
    expect(fans.size).toBe(400);
    expect(widest).toBeGreaterThan(scatter.spread * 0.95);
    expect(widest).toBeLessThanOrEqual(scatter.spread);
  });

  test("is told in one event from which every pellet's way follows, and leaves the world's stream alone", () => {
    const world = standing(YARD, 40, [300, 160]);
    const { random } = world;
    const [fired] = step(world, { ...IDLE, frames: [shot(world, 1, SCATTER, { late: 3 })] });
    if (fired?.kind !== "scatterFired") {
      throw new Error("no scatter was fired");
    }
    expect(world.random).toBe(random);
    expect(world.projectiles.map(({ id }) => id)).toEqual(Array.from({ length: scatter.pellets }, (_, pellet) => projectileIdAfter(fired.projectile, pellet)));
    for (const [pellet, projectile] of world.projectiles.entries()) {
      const angle = pelletAngle(fired.body, fired.shot, fired.aim, pellet, scatter);
      const expected = newProjectile();
      launch(expected, SCATTER, aheadX(fired.fromX, angle, MUZZLE), aheadY(fired.fromY, angle, MUZZLE), angle, world.terrain);
      for (let tick = 0; tick < fired.forward / VIEW_TICK; tick += 1) {
        stepProjectile(expected, world.terrain);
      }
      expect(projectile).toMatchObject({
        x: expected.x,
        y: expected.y,
        velocityX: expected.velocityX,
        velocityY: expected.velocityY,
        ticksLeft: expected.ticksLeft,
      });
    }
  });
});

describe.each([20, 40] as const)("a ball that bounces at %i Hz", (tickRate) => {
  test("never leaves the map or enters a wall, and its shared step goes where the world's goes", () => {
    const world = standing(YARD, tickRate, [400, 160]);
    const alone = newProjectile();
    for (let turn = 0; turn < 64; turn += 1) {
      Object.assign(at(world, 1), { fireCooldown: 0, ammo: [0, 0, 0, 9], health: 100, x: (60 + 23 * turn) * UNIT, y: 200 * UNIT, velocityX: 0, velocityY: 0 });
      step(world, { ...IDLE, frames: [shot(world, 1, MORTAR, { aim: (turn * 65_536) / 64 })] });
      const [ball] = world.projectiles;
      if (ball === undefined) {
        throw new Error("no ball is in the air");
      }
      Object.assign(alone, ball);
      while (world.projectiles.length > 0) {
        step(world, IDLE);
        stepProjectile(alone, world.terrain);
        if (world.projectiles.length > 0) {
          expect({ ...ball }).toEqual({ ...alone });
          expect(isClear(world.terrain, ball.x, ball.y, 1), `at (${ball.x / UNIT}, ${ball.y / UNIT})`).toBe(true);
        }
      }
    }
  });
});

test("a blast reaches as far as it says, less with every unit, and its owner takes a part", () => {
  const weapon = WEAPONS[MORTAR];
  const blast = weapon?.kind === "projectile" ? weapon.blast : null;
  if (weapon === undefined || blast === null) {
    throw new Error("the mortar has a blast");
  }
  const lossAt = (distance: number, owner: number): number => {
    const world = standing({ ...YARD, boxes: [], pillars: [] }, 40, [800, 480], [60, 60]);
    world.scratch.blasts.clear();
    const phase = {
      name: "bomb",
      run: () => Object.assign(world.scratch.blasts.take(), { owner, team: 0, weapon: MORTAR, x: (800 - distance) * UNIT, y: 480 * UNIT }),
    };
    stepPhases(world, IDLE, [phase, ...PHASES]);
    return 100 - at(world, 1).health;
  };
  expect(lossAt(20, 2)).toBe(weapon.damage);
  expect(lossAt(20, 1)).toBe(Math.round((weapon.damage * blast.selfPercent) / 100));
  expect(lossAt(20 + blast.radius, 2)).toBe(blast.edgeDamage);
  expect(lossAt(22 + blast.radius, 2)).toBe(0);
  const losses = [20, 50, 80, 110, 139].map((distance) => lossAt(distance, 2));
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  expect(new Set(losses).size).toBe(losses.length);
});
