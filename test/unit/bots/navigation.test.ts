import { expect, test } from "vitest";
import { navigationOf, type Point, UNREACHABLE } from "../../../shared/bots/navigation.ts";
import { createRandom } from "../../../shared/bots/random.ts";
import type { MapData } from "../../../shared/content/map-data.ts";

/** A hall with a wall across it that leaves a gap of 64 units at the bottom, and a closed cell in the upper right corner. */
const hall: MapData = {
  name: "hall",
  title: "Hall",
  mode: "arena",
  tint: "slate",
  width: 1280,
  height: 960,
  boxes: [
    { x: 608, y: 0, width: 64, height: 896 },
    { x: 1120, y: 160, width: 160, height: 32 },
    { x: 1120, y: 0, width: 32, height: 160 },
  ],
  pillars: [{ x: 300, y: 480, radius: 60 }],
  spawns: [{ x: 96, y: 96 }],
  pickups: [],
  bots: 0,
};
const navigation = navigationOf(hall);

/** Walks in steps of 8 units, one tick of a body at top speed. Returns the way walked, units, or null when it does not arrive. */
function walk(from: Point, to: Point): number | null {
  const at = { ...from };
  const waypoint = { x: 0, y: 0 };
  for (let steps = 0; steps < 1000; steps += 1) {
    const left = Math.hypot(to.x - at.x, to.y - at.y);
    if (left < 16) return steps * 8 + left;
    if (!navigation.waypoint(at.x, at.y, to.x, to.y, waypoint)) return null;
    const distance = Math.hypot(waypoint.x - at.x, waypoint.y - at.y) || 1;
    at.x += ((waypoint.x - at.x) / distance) * Math.min(8, distance);
    at.y += ((waypoint.y - at.y) / distance) * Math.min(8, distance);
    for (const box of hall.boxes) {
      const beyond = Math.hypot(at.x - Math.min(box.x + box.width, Math.max(box.x, at.x)), at.y - Math.min(box.y + box.height, Math.max(box.y, at.y)));
      expect(beyond, `at ${at.x}, ${at.y}`).toBeGreaterThan(14);
    }
  }
  return null;
}

test("a straight line is walked straight", () => {
  const waypoint = { x: 0, y: 0 };
  expect(navigation.waypoint(100, 100, 500, 200, waypoint)).toBe(true);
  expect(waypoint).toEqual({ x: 500, y: 200 });
});

test("a wall is walked around by nearly the shortest way", () => {
  const shortest = 2 * Math.hypot(608 - 400, 928 - 100) + 64;
  const way = walk({ x: 400, y: 100 }, { x: 880, y: 100 });
  expect(way).not.toBeNull();
  expect(way).toBeLessThan(shortest * 1.02);
});

test("a gap of 64 units is wide enough", () => {
  expect(navigation.isWalkClear(560, 928, 720, 928)).toBe(true);
});

test("a wall and a pillar are in the way", () => {
  expect(navigation.isWalkClear(500, 500, 800, 500)).toBe(false);
  expect(navigation.isWalkClear(200, 480, 400, 480)).toBe(false);
  expect(navigation.isWalkClear(200, 300, 400, 300)).toBe(true);
});

test("the distance is that of the way, not of the bird", () => {
  const distance = navigation.distance(576, 96, 704, 96);
  expect(distance).toBeGreaterThan(1500);
  expect(distance).toBeLessThan(2100);
});

test("a closed cell is no place to go: its nearest open neighbour is", () => {
  const random = createRandom(1);
  const point = { x: 0, y: 0 };
  for (let draw = 0; draw < 2000; draw += 1) {
    navigation.openPoint(random, point);
    expect(point.x > 1140 && point.y < 180).toBe(false);
  }
  expect(navigation.distance(96, 96, 1220, 80)).not.toBe(UNREACHABLE);
});

test("a body that leans on a wall finds away from it", () => {
  const way = walk({ x: 588.1, y: 96 }, { x: 96, y: 600 });
  expect(way).not.toBeNull();
  expect(way).toBeLessThan(800);
});
