import { describe, expect, test } from "vitest";
import { ARENA } from "../../shared/content/modes.ts";
import { PULSE, RAIL } from "../../shared/content/weapons.ts";
import { BUTTON_FIRE, NOBODY, neutralFrame } from "../../shared/sim/frame.ts";
import { bodyAt } from "../../shared/sim/history.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { type Body, bodyOf, createWorld, type World } from "../../shared/sim/world.ts";
import { YARD } from "./yard.ts";

/** Units that the target is carried per tick, as a script carries it: straight down, from y = 100. */
const PACE = 8;

/** Two bodies on the open side; the second has been carried down for `ticks` ticks. */
function carried(tickRate: 20 | 40, ticks: number, pace = PACE): { world: World; shooter: Body; target: Body } {
  const world = createWorld({ terrain: compileTerrain(YARD, tickRate), seed: 1, startTick: 500, mode: ARENA });
  step(world, {
    joins: [
      { id: 1, team: 0 },
      { id: 2, team: 0 },
    ],
    leaves: [],
    frames: [],
  });
  const shooter = bodyOf(world, 1);
  const target = bodyOf(world, 2);
  if (shooter === undefined || target === undefined) {
    throw new Error("two bodies joined");
  }
  for (const body of [shooter, target]) {
    Object.assign(body, { protectedTicks: 0, x: 400 * UNIT, y: 100 * UNIT });
  }
  target.x = 800 * UNIT;
  for (let tick = 0; tick < ticks; tick += 1) {
    target.y += pace * UNIT;
    step(world, { joins: [], leaves: [], frames: [] });
  }
  return { world, shooter, target };
}

/** Whether a rail shot along y, in this tick, at this age in 1/16 tick, hits; `unseen`: of whom its player had not been told. */
function hits(world: World, shooter: Body, y: number, age: number, unseen: readonly number[] = NOBODY): boolean {
  shooter.y = y * UNIT;
  shooter.ammo[RAIL] = 1;
  shooter.fireCooldown = 0;
  const viewTick = (world.tick + 1) * VIEW_TICK - age;
  const frame = { ...neutralFrame(0, RAIL, viewTick), buttons: BUTTON_FIRE };
  const happened = step(world, { joins: [], leaves: [], frames: [{ id: 1, frame, unseen }] });
  return happened.some((event) => event.kind === "railFired" && event.victim === 2);
}

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  const history = tickRate * 0.4;

  test("a body is found between two ticks on the line between them, to the sixteenth", () => {
    const { world, target } = carried(tickRate, 10);
    const place = { x: 0, y: 0 };
    for (let age = 0; age <= 8 * VIEW_TICK; age += 1) {
      expect(bodyAt(world, target, world.tick * VIEW_TICK - age, place)).toBe(true);
      expect(place).toEqual({ x: 800 * UNIT, y: target.y - Math.round((age * PACE * UNIT) / VIEW_TICK) });
    }
  });

  test("a shot hits at the place that the shooter saw, and not two body's widths beside it", () => {
    // 6.5 ticks ago, from the tick in which the shot is fired: the body stands still in that one.
    const seen = 100 + (12 + 1 - 6.5) * PACE;
    for (const [offset, expected] of [
      [0, true],
      [18, true],
      [-18, true],
      [24, false],
      [-24, false],
    ] as const) {
      const { world, shooter } = carried(tickRate, 12);
      expect(hits(world, shooter, seen + offset, 6.5 * VIEW_TICK), `${offset} units beside`).toBe(expected);
    }
  });

  test("no shot looks back further than 400 ms, whatever its frame says", () => {
    const ticks = history + 12;
    const at400 = 100 + (ticks + 1 - history) * PACE;
    for (const age of [history * VIEW_TICK, (history + 6) * VIEW_TICK, 450 * VIEW_TICK]) {
      const { world, shooter } = carried(tickRate, ticks);
      expect(hits(world, shooter, at400, age), `age ${age / VIEW_TICK} ticks`).toBe(true);
    }
    const { world, shooter } = carried(tickRate, ticks);
    expect(hits(world, shooter, at400 - 6 * PACE, (history + 6) * VIEW_TICK)).toBe(false);
  });

  test("no shot looks into the future", () => {
    const { world, shooter, target } = carried(tickRate, 12);
    expect(hits(world, shooter, target.y / UNIT, -100 * VIEW_TICK)).toBe(true);
  });

  test("a late shooter's projectile meets the body where it was on its way, not where it is now", () => {
    // The muzzle is 96 units from touching: the shot covers the 72 beyond it within the time that it is stepped at once.
    const ticksToTouch = (72 / 1200) * tickRate;
    const age = 0.15 * tickRate;
    for (const [late, expected] of [
      [age, true],
      [0, false],
    ] as const) {
      const { world, shooter, target } = carried(tickRate, 8, 3 * PACE);
      shooter.x = 680 * UNIT;
      // The tick of the shot is one in which the target stands still.
      shooter.y = target.y - Math.round((age - 1 - ticksToTouch) * 3 * PACE * UNIT);
      const viewTick = (world.tick + 1) * VIEW_TICK - late * VIEW_TICK;
      const frame = { ...neutralFrame(0, PULSE, viewTick), buttons: BUTTON_FIRE };
      const happened = step(world, { joins: [], leaves: [], frames: [{ id: 1, frame, unseen: NOBODY }] });
      const met = happened.some((event) => event.kind === "projectileEnded" && event.victim === 2);
      expect(met, `${late} ticks late`).toBe(expected);
    }
  });

  describe("of a body that its shooter had not been told of", () => {
    const age = 6.5 * VIEW_TICK;
    const seen = 100 + (12 + 1 - 6.5) * PACE;

    test("a rail shot does not hit where that was; control: others it does", () => {
      for (const [unseen, expected] of [
        [[2], false],
        [[1, 3], true],
        [[], true],
      ] as const) {
        const { world, shooter } = carried(tickRate, 12);
        expect(hits(world, shooter, seen, age, unseen), `unseen: ${unseen}`).toBe(expected);
      }
    });

    test("a rail shot hits where that is", () => {
      const { world, shooter, target } = carried(tickRate, 12);
      expect(hits(world, shooter, target.y / UNIT, age)).toBe(false);
      expect(hits(world, shooter, target.y / UNIT, age, [2])).toBe(true);
    });

    /** How many ticks after it was fired a late pulse meets a target that stands still so many units from its shooter; null: never. */
    function metAfter(distance: number, unseen: readonly number[], late = 0.15 * tickRate): number | null {
      const { world, shooter, target } = carried(tickRate, 12, 0);
      shooter.x = target.x - distance * UNIT;
      const frame = { ...neutralFrame(0, PULSE, (world.tick + 1 - late) * VIEW_TICK), buttons: BUTTON_FIRE };
      const inputs = [{ joins: [], leaves: [], frames: [{ id: 1, frame, unseen }] }];
      for (let tick = 0; tick < tickRate; tick += 1) {
        const happened = step(world, inputs[tick] ?? { joins: [], leaves: [], frames: [] });
        if (happened.some((event) => event.kind === "projectileEnded" && event.victim === 2)) return tick;
      }
      return null;
    }

    test("a late pulse does not meet it on the way that it makes up for", () => {
      expect(metAfter(120, NOBODY)).toBe(0);
      expect(metAfter(120, [2])).toBeNull();
      expect(metAfter(120, [3])).toBe(0);
    });

    test("a pulse meets it from then on, and at once when it makes up for nothing", () => {
      expect(metAfter(350, [2])).toBeGreaterThan(0);
      expect(metAfter(350, [2])).toBe(metAfter(350, NOBODY));
      expect(metAfter(30, [2], 0)).toBe(0);
    });
  });

  test("two lives of a body are never joined by a line", () => {
    const { world, target } = carried(tickRate, 12);
    const diedAt = world.tick + 1;
    target.health = 1;
    const shooter = bodyOf(world, 1);
    if (shooter === undefined) {
      throw new Error("the shooter is there");
    }
    expect(hits(world, shooter, target.y / UNIT, 0)).toBe(true);
    expect(target.alive).toBe(false);
    // Back at once, elsewhere: quicker than any rule lets it, so that both lives are within the history.
    target.respawnTicks = 0;
    step(world, { joins: [], leaves: [], frames: [] });
    expect(target.alive).toBe(true);
    const place = { x: 0, y: 0 };
    for (let view = (diedAt - 4) * VIEW_TICK; view < (diedAt + 1) * VIEW_TICK; view += 1) {
      expect(bodyAt(world, target, view, place)).toBe(false);
    }
    expect(bodyAt(world, target, (diedAt + 1) * VIEW_TICK, place)).toBe(true);
  });
});
