import { describe, expect, test } from "vitest";
import { Flight } from "../../../client/game/interpolate/flight.ts";
import { Projectiles } from "../../../client/game/interpolate/projectiles.ts";
import { type Authority, Reconciler } from "../../../client/game/predict/reconciler.ts";
import { muzzleInstant, OwnShots, showScatter } from "../../../client/game/predict/shots.ts";
import type { SceneProjectile } from "../../../client/game/scene.ts";
import { MORTAR, SCATTER, WEAPONS } from "../../../shared/content/weapons.ts";
import { decodeEvents, encodeEvents, type WireEvent } from "../../../shared/protocol/events.ts";
import { copyMotion, newMotion } from "../../../shared/sim/body.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { BUTTON_FIRE, type InputFrame, NOBODY, neutralFrame } from "../../../shared/sim/frame.ts";
import { step } from "../../../shared/sim/step.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { STICK_FULL, TURN, UNIT, VIEW_TICK } from "../../../shared/sim/units.ts";
import { stepWeapon } from "../../../shared/sim/weapons.ts";
import { type Body, bodyOf, createWorld, type World } from "../../../shared/sim/world.ts";
import { YARD } from "../../sim/yard.ts";

const NOTHING = { joins: [], leaves: [], frames: [] };

/** Body 1 at a place in units with shots for everything, in a world of its own at tick 101. */
function duelist(tickRate: 20 | 40, x: number, y: number): { world: World; body: Body } {
  const world = createWorld({ terrain: compileTerrain(YARD, tickRate), seed: 1, startTick: 100 });
  step(world, { ...NOTHING, joins: [{ id: 1, team: 0 }] });
  const body = bodyOf(world, 1);
  if (body === undefined) throw new Error("nobody joined");
  Object.assign(body, { x: x * UNIT, y: y * UNIT, protectedTicks: 0, ammo: [0, 9, 9, 9] });
  return { world, body };
}

function trigger(world: World, weapon: number, aim: number, late: number): InputFrame {
  return { ...neutralFrame(aim, weapon, (world.tick + 1 - late) * VIEW_TICK), buttons: BUTTON_FIRE };
}

/** As a client gets them. */
function overTheWire(world: World, events: readonly SimEvent[]): WireEvent[] {
  return decodeEvents(encodeEvents(world.tick, events)).events;
}

function positions(projectiles: Projectiles, view: number, tickRate: number): number[][] {
  const shown: SceneProjectile[] = [];
  projectiles.write(view, tickRate, shown);
  return shown.map(({ x, y }) => [x, y]);
}

describe.each([20, 40] as const)("at %i Hz", (tickRate) => {
  test.each([0, 1, 3])("a ball fired %i ticks late bounces on screen where it does in the world", (late) => {
    for (let turn = 0; turn < 16; turn += 1) {
      const { world } = duelist(tickRate, 560, 480);
      const fired = overTheWire(
        world,
        step(world, { ...NOTHING, frames: [{ id: 1, frame: trigger(world, MORTAR, (turn * TURN) / 16, late), unseen: NOBODY }] }),
      );
      const [event] = fired;
      const [ball] = world.projectiles;
      if (event?.kind !== "projectileFired" || ball === undefined) throw new Error("no ball was fired");
      const flight = new Flight(event.fromX, event.fromY, { id: 1, owner: 1, team: 0, ...event }, world.terrain);
      const origin = muzzleInstant(world.tick, event, world.terrain);
      while (world.projectiles.length > 0) {
        const leg = flight.legAt(world.tick - origin);
        const since = world.tick - origin - leg.at;
        expect(Math.hypot(leg.x + leg.velocityX * since - ball.x / UNIT, leg.y + leg.velocityY * since - ball.y / UNIT)).toBeLessThan(1);
        step(world, NOTHING);
      }
      expect(Math.abs(flight.ticksTo(ball.x, ball.y, world.tick - origin) - flight.length)).toBeLessThan(1);
    }
  });

  test.each([
    ["scatter", SCATTER, 7],
    ["mortar", MORTAR, 1],
  ] as const)("an own %s is on screen at once, and flies where the server's word puts it", (_, weapon, count) => {
    const { world, body } = duelist(tickRate, 300, 160);
    const projectiles = new Projectiles();
    const shots = new OwnShots(world.terrain, projectiles);
    const frame = trigger(world, weapon, 3000, 0);
    const predicted = newMotion();
    copyMotion(body, predicted);
    predicted.aim = frame.aim;
    const shot = stepWeapon(predicted, frame, world.terrain);
    if (shot === null) throw new Error("nothing was fired");
    shots.fire(1, shot, 1, []);
    expect(positions(projectiles, world.tick + 1, tickRate)).toHaveLength(count);
    for (const event of overTheWire(world, step(world, { ...NOTHING, frames: [{ id: 1, frame, unseen: NOBODY }] }))) {
      if (event.kind === "projectileFired" || event.kind === "scatterFired") expect(shots.confirm(world.tick, event)).toBe(true);
    }
    // Had the server not confirmed it, this would take it away.
    shots.acknowledged(1);
    for (let ticks = 0; ticks < tickRate / 5; ticks += 1) step(world, NOTHING);
    const shown = positions(projectiles, world.tick, tickRate);
    expect(shown).toHaveLength(count);
    world.projectiles.forEach(({ x, y }, index) => {
      const [shownX = 0, shownY = 0] = shown[index] ?? [];
      expect(Math.hypot(shownX - x / UNIT, shownY - y / UNIT)).toBeLessThan(1);
    });
  });

  test("an own scatter that the server knows nothing of is withdrawn, every pellet of it", () => {
    const { world, body } = duelist(tickRate, 300, 160);
    const projectiles = new Projectiles();
    const shots = new OwnShots(world.terrain, projectiles);
    const shot = stepWeapon(body, trigger(world, SCATTER, 0, 0), world.terrain);
    if (shot === null) throw new Error("nothing was fired");
    shots.fire(4, shot, 1, []);
    shots.acknowledged(3);
    expect(positions(projectiles, world.tick + 1, tickRate)).toHaveLength(7);
    shots.acknowledged(4);
    expect(positions(projectiles, world.tick + 1, tickRate)).toHaveLength(0);
  });

  test.each([0, 2])("somebody else's scatter, fired %i ticks late, flies on screen as in the world", (late) => {
    const { world } = duelist(tickRate, 300, 160);
    const projectiles = new Projectiles();
    for (const event of overTheWire(world, step(world, { ...NOTHING, frames: [{ id: 1, frame: trigger(world, SCATTER, 500, late), unseen: NOBODY }] }))) {
      if (event.kind === "scatterFired") showScatter(world.tick, event, projectiles, world.terrain);
    }
    step(world, NOTHING);
    const shown = positions(projectiles, world.tick, tickRate);
    expect(world.projectiles).toHaveLength(7);
    world.projectiles.forEach(({ x, y }, index) => {
      const [shownX = 0, shownY = 0] = shown[index] ?? [];
      expect(Math.hypot(shownX - x / UNIT, shownY - y / UNIT)).toBeLessThan(1);
    });
  });

  test("being thrown by a blast is a correction by an impulse, and no drift", () => {
    const { world, body } = duelist(tickRate, 700, 200);
    const blast = WEAPONS[MORTAR];
    expect(blast?.kind === "projectile" && blast.blast?.push).toBeGreaterThan(0);
    const reconciler = new Reconciler(world.terrain);
    const authority = (acknowledged: number): Authority => {
      const motion = newMotion();
      copyMotion(body, motion);
      return { motion, acknowledged, impulses: body.impulses, invented: 0 };
    };
    reconciler.reconcile(authority(0), () => undefined);
    for (let sequence = 1; sequence <= 2 * tickRate; sequence += 1) {
      // Down on its own feet, later on towards the wall.
      const frame: InputFrame = { ...neutralFrame(0, MORTAR, world.tick * VIEW_TICK), moveX: STICK_FULL, buttons: sequence === 1 ? BUTTON_FIRE : 0 };
      reconciler.predict(sequence, frame);
      if (sequence === tickRate / 2) {
        Object.assign(world.projectiles[0] ?? {}, { ticksLeft: 1, velocityX: 0, velocityY: 0, x: body.x - 60 * UNIT, y: body.y });
      }
      step(world, { ...NOTHING, frames: [{ id: 1, frame, unseen: NOBODY }] });
      reconciler.reconcile(authority(sequence), () => undefined);
    }
    expect(body.health).toBeLessThan(100);
    expect(reconciler.corrections).toEqual({ impulse: 1, drift: 0, invented: 0 });
    expect(reconciler.driftPeak).toBe(0);
  });
});
