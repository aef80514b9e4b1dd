import { beforeAll, describe, expect, test } from "vitest";
import { navigationOf, type Point } from "../../../shared/bots/navigation.ts";
import { emptyView } from "../../../shared/bots/perceive.ts";
import { Squad } from "../../../shared/bots/squad.ts";
import type { Mate } from "../../../shared/bots/view.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { rotationOf } from "../../../shared/content/maps.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Team } from "../../../shared/sim/world.ts";
import { SquadArena } from "./squad-arena.ts";

const MAPS = rotationOf("squads");

/** Units in which a mate can still help: less than half a screen. */
const REACH = 600;

interface TeamPlay {
  /** Share of the time with a living mate in which one is within reach. */
  covered: number;
  /** Share of hits on somebody whom a mate had hit in the second before. */
  focused: number;
  /** Kills of team 1 and of team 2. */
  kills: [number, number];
}

/** Four matches of two minutes. */
function play(map: MapData, solo: readonly Team[]): TeamPlay {
  let [inReach, moments, joint, hits] = [0, 0, 0, 0];
  const kills: [number, number] = [0, 0];
  for (let seed = 1; seed <= 4; seed += 1) {
    const arena = new SquadArena({ map, seed, solo });
    const lastHits = new Map<number, { tick: number; attacker: number }[]>();
    for (let tick = 0; tick < 120 * arena.tickRate; tick += 1) {
      for (const event of arena.tick()) {
        if (event.kind === "bodyKilled" && event.attacker !== event.victim) kills[arena.teamOf(event.attacker) === 1 ? 0 : 1] += 1;
        if (event.kind !== "bodyHit" || event.attacker === event.victim) continue;
        const recent = (lastHits.get(event.victim) ?? []).filter((hit) => tick - hit.tick <= arena.tickRate);
        hits += 1;
        if (recent.some(({ attacker }) => attacker !== event.attacker)) joint += 1;
        lastHits.set(event.victim, [...recent, { tick, attacker: event.attacker }]);
      }
      for (const body of arena.world.bodies) {
        const mates = arena.world.bodies.filter((other) => other !== body && other.team === body.team && other.alive);
        if (!body.alive || mates.length === 0) continue;
        moments += 1;
        if (mates.some((mate) => Math.hypot(mate.x - body.x, mate.y - body.y) < REACH * UNIT)) inReach += 1;
      }
    }
  }
  return { covered: inReach / moments, focused: joint / hits, kills };
}

describe.each(MAPS.map((map) => [map.name, map] as const))("squads of bots on %s", (_name, map) => {
  let together: TeamPlay;
  let apart: TeamPlay;
  beforeAll(() => {
    together = play(map, []);
    apart = play(map, [1, 2]);
  });

  test("stay in reach of a mate more of the time than bots that know of none", () => {
    console.info(`in reach ${together.covered.toFixed(2)}, control ${apart.covered.toFixed(2)}`);
    expect(together.covered).toBeGreaterThan(0.8);
    expect(together.covered).toBeGreaterThan(apart.covered + 0.07);
  });

  test("shoot at the same enemy more often", () => {
    console.info(`hits on whom a mate had hit ${together.focused.toFixed(2)}, control ${apart.focused.toFixed(2)}`);
    expect(together.focused).toBeGreaterThan(apart.focused * 1.12);
  });

  test("fight no less for it", () => {
    const sum = ({ kills }: TeamPlay) => kills[0] + kills[1];
    expect(sum(together)).toBeGreaterThan(sum(apart) * 0.8);
  });

  test("come by different doors: two lanes between the bases cross the middle far apart", () => {
    const from = map.spawns.find(({ team }) => team === 1) ?? { x: 0, y: 0 };
    const to = { x: map.width - from.x, y: map.height - from.y };
    const crossings = [1, 2].map((lane) => crossing(map, from, to, lane));
    expect(Math.hypot((crossings[0]?.x ?? 0) - (crossings[1]?.x ?? 0), (crossings[0]?.y ?? 0) - (crossings[1]?.y ?? 0))).toBeGreaterThan(300);
  });
});

/** Where a way from one base to the other is as far from both. */
function crossing(map: MapData, from: Point, to: Point, lane: number): Point {
  const navigation = navigationOf(map);
  const at = { x: from.x, y: from.y };
  const next = { x: 0, y: 0 };
  for (let steps = 0; steps < 2000; steps += 1) {
    expect(navigation.waypoint(at.x, at.y, to.x, to.y, next, lane)).toBe(true);
    const [awayX, awayY] = [next.x - at.x, next.y - at.y];
    const length = Math.max(10, Math.hypot(awayX, awayY));
    at.x += (awayX / length) * 10;
    at.y += (awayY / length) * 10;
    if (Math.hypot(at.x - to.x, at.y - to.y) <= Math.hypot(at.x - from.x, at.y - from.y)) return at;
  }
  throw new Error(`lane ${lane} leads nowhere`);
}

const mate = (id: number, more: Partial<Mate> = {}): Mate => ({
  id,
  alive: true,
  x: 0,
  y: 0,
  velocityX: 0,
  velocityY: 0,
  firedTick: null,
  firedAngle: 0,
  ...more,
});

/** What a squad makes of it, for the one of this id. */
function squadOf(id: number, mates: Mate[]) {
  const view = emptyView();
  view.self.id = id;
  view.self.x = 1000;
  view.self.y = 1000;
  view.mates = mates;
  const squad = new Squad(40);
  squad.look(view);
  return { squad, view };
}

const track = (x: number, y: number) => ({
  id: 99,
  x,
  y,
  velocityX: 0,
  velocityY: 0,
  health: 100,
  isProtected: false,
  isInSight: true,
  seenTick: 0,
  noticedTick: 0,
});

describe("a member of a squad", () => {
  test("goes one way with its partner, and the other pair goes another", () => {
    const team = [1, 3, 5, 7];
    const lanes = team.map((id) => {
      const { squad, view } = squadOf(
        id,
        team.filter((other) => other !== id).map((other) => mate(other)),
      );
      return squad.laneIn(view);
    });
    expect(lanes).toEqual([1, 1, 2, 2]);
  });

  test("without mates goes the shortest way and follows nobody", () => {
    const { squad, view } = squadOf(1, []);
    expect([squad.laneIn(view), squad.cover(view), squad.call(view)]).toEqual([0, null, null]);
  });

  test("goes to a partner who is far, to their side and not behind them", () => {
    const partner = mate(1, { x: 2000, y: 1000, velocityX: 320 });
    const { squad, view } = squadOf(3, [partner]);
    const place = squad.cover(view);
    expect(Math.abs((place?.y ?? 1000) - 1000)).toBeGreaterThan(100);
    expect(place?.x).toBe(2000);
  });

  test("knows whom a mate fires at, and forgets it", () => {
    const { squad, view } = squadOf(3, [mate(1, { x: 1000, y: 600, firedTick: 0, firedAngle: 0 })]);
    expect(squad.isFocused(view, track(1500, 600))).toBe(true);
    expect(squad.isFocused(view, track(1000, 100))).toBe(false);
    view.tick = 40 * 2;
    expect(squad.isFocused(view, track(1500, 600))).toBe(false);
  });

  test("leaves the line in which a mate stands; control: no matter when none does", () => {
    const enemy = track(1600, 1000);
    const { squad, view } = squadOf(3, [mate(1, { x: 1300, y: 1010 })]);
    expect(squad.freeSide(view, enemy)).toBe(-1);
    const away = squadOf(3, [mate(1, { x: 1300, y: 1400 })]);
    expect(away.squad.freeSide(away.view, enemy)).toBe(0);
  });
});
