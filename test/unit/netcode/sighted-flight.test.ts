import { beforeEach, describe, expect, test } from "vitest";
import { MatchView } from "../../../client/game/match-view.ts";
import type { Scene } from "../../../client/game/scene.ts";
import { PULSE } from "../../../shared/content/weapons.ts";
import { encodeEvents, type WireEvent } from "../../../shared/protocol/events.ts";
import { MatchState } from "../../../shared/protocol/state.ts";
import { type Projectile, stepProjectile } from "../../../shared/sim/projectiles.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { YARD } from "../../sim/yard.ts";
import { sceneWith } from "../fabricated-scene.ts";

const TICK_RATE = 40;
const PERIOD = 1000 / TICK_RATE;
const FRAMES_PER_TICK = 5;
const TOLD_IN = 110;
/** As long as its way from the west to the wall takes, and longer. */
const TICKS = 40;

const terrain = compileTerrain(YARD, TICK_RATE);
const FLIGHT = { weapon: PULSE, projectile: 9, x: 200 * UNIT, y: 480 * UNIT, velocityX: 30 * UNIT, velocityY: 0, ticksLeft: 60 };
const sighted: WireEvent = { kind: "projectileSighted", body: 0, ...FLIGHT };

let view: MatchView;
let scene: Scene;

beforeEach(() => {
  view = new MatchView({ body: 1, tickRate: TICK_RATE, map: YARD.name, mode: "arena", contentVersion: "", aspect: 16 / 9 }, terrain, null);
  scene = sceneWith();
});

/** Shows a match in which a client is told this in these ticks, and looks at each frame. */
function show(told: ReadonlyMap<number, WireEvent>, look: () => void): void {
  const state = new MatchState();
  for (let tick = TOLD_IN - 10; tick < TOLD_IN + TICKS; tick += 1) {
    const event = told.get(tick);
    if (event !== undefined) view.happened(encodeEvents(tick, [event]));
    state.tick = tick;
    view.patched(state, 0, tick * PERIOD);
    for (let frame = 0; frame < FRAMES_PER_TICK; frame += 1) {
      view.write(tick * PERIOD + (frame * PERIOD) / FRAMES_PER_TICK, state, scene);
      look();
    }
  }
}

/** Where the world has it, units, by ticks after it was told of; undefined when it is over. */
function placesInWorld(): (number | undefined)[] {
  const projectile: Projectile = { id: 9, owner: 2, team: 0, ...FLIGHT };
  const places: (number | undefined)[] = [projectile.x / UNIT];
  while (stepProjectile(projectile, terrain) === "flying") places.push(projectile.x / UNIT);
  return places;
}

describe("a projectile that comes into sight", () => {
  test("is where the world has it, from the tick on in which it was told of, and ends at the wall", () => {
    const places = placesInWorld();
    let compared = 0;
    let after = 0;
    show(new Map([[TOLD_IN, sighted]]), () => {
      const flown = scene.tick - TOLD_IN;
      const before = places[Math.floor(flown)];
      const next = places[Math.floor(flown) + 1];
      if (flown < 0 || flown > places.length) expect(scene.projectiles).toEqual([]);
      if (flown > places.length) after += 1;
      if (before === undefined || next === undefined) return;
      compared += 1;
      expect(scene.projectiles).toHaveLength(1);
      expect(scene.projectiles[0]).toMatchObject({ id: 9, owner: 0, weapon: PULSE, y: 480 });
      expect(scene.projectiles[0]?.x).toBeCloseTo(before + (next - before) * (flown - Math.floor(flown)), 6);
    });
    expect(compared).toBeGreaterThan(10 * FRAMES_PER_TICK);
    expect(after).toBeGreaterThan(FRAMES_PER_TICK);
  });

  test("shows no muzzle", () => {
    const happened: WireEvent[] = [];
    show(new Map([[TOLD_IN, sighted]]), () => happened.push(...scene.happened.map(({ event }) => event)));
    expect(happened).toEqual([]);
  });

  test("control: one that is fired shows its muzzle", () => {
    const { x, y } = FLIGHT;
    const fired: WireEvent = { kind: "projectileFired", body: 2, shot: 1, fromX: x, fromY: y, ...FLIGHT };
    const happened: string[] = [];
    show(new Map([[TOLD_IN, fired]]), () => happened.push(...scene.happened.map(({ event }) => event.kind)));
    expect(happened).toEqual(["projectileFired"]);
  });

  test("and is gone flies up to where it would be, and ends there without a sound", () => {
    const happened: WireEvent[] = [];
    const goneAfter = 5;
    const gone = placesInWorld()[goneAfter] ?? 0;
    let farthest = 0;
    let shown = 0;
    const told = new Map<number, WireEvent>([
      [TOLD_IN, sighted],
      [TOLD_IN + goneAfter, { kind: "projectileGone", projectile: 9, x: gone * UNIT, y: FLIGHT.y }],
    ]);
    show(told, () => {
      happened.push(...scene.happened.map(({ event }) => event));
      if (scene.tick > TOLD_IN + goneAfter) expect(scene.projectiles).toEqual([]);
      for (const { x } of scene.projectiles) farthest = Math.max(farthest, x);
      shown += scene.projectiles.length;
    });
    expect(shown).toBeGreaterThan(goneAfter);
    expect(farthest).toBeLessThanOrEqual(gone);
    expect(farthest).toBeGreaterThan(gone - 30);
    expect(happened).toEqual([]);
  });
});
