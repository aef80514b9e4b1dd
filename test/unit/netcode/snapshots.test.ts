import { beforeEach, expect, test } from "vitest";
import { Snapshots } from "../../../client/game/interpolate/snapshots.ts";
import type { SceneBody } from "../../../client/game/scene.ts";
import { FLAG_ALIVE, packLook, packPlace } from "../../../shared/protocol/packing.ts";
import { BodyState, RosterEntry } from "../../../shared/protocol/state.ts";
import { UNIT } from "../../../shared/sim/units.ts";

const RATE = 40;

const out = {} as SceneBody;
let snapshots: Snapshots;

/** A player at x, y units. */
function at(x: number, y: number, more: Partial<Record<"aim" | "flags" | "health", number>> = {}): BodyState {
  return new BodyState().assign({ place: packPlace(x * UNIT, y * UNIT), look: packLook(more.aim ?? 0, more.flags ?? FLAG_ALIVE), health: more.health ?? 100 });
}

const entry = new RosterEntry().assign({ name: "a" });
const record = (tick: number, bodies: Record<string, BodyState>): void =>
  snapshots.record({ tick, bodies: new Map(Object.entries(bodies)), roster: { get: () => entry } });

beforeEach(() => {
  snapshots = new Snapshots();
});

test("between two patches a body is in between, at the speed that takes it from one to the other", () => {
  record(10, { 1: at(100, 200) });
  record(11, { 1: at(108, 204) });
  expect(snapshots.write(1, 10.25, RATE, out)).toBe(true);
  expect(out).toMatchObject({ x: 102, y: 201, velocityX: 320, velocityY: 160, alive: true });
});

test("a missing patch is bridged", () => {
  record(10, { 1: at(100, 200) });
  record(12, { 1: at(116, 200) });
  snapshots.write(1, 11, RATE, out);
  expect(out).toMatchObject({ x: 108, velocityX: 320 });
});

test("aim turns the short way round", () => {
  record(10, { 1: at(0, 0, { aim: 65_000 }) });
  record(11, { 1: at(0, 0, { aim: 1000 }) });
  snapshots.write(1, 10.5, RATE, out);
  expect(Math.cos(out.aim)).toBeCloseTo(Math.cos((232 / 65_536) * 2 * Math.PI));
  expect(Math.sin(out.aim)).toBeCloseTo(Math.sin((232 / 65_536) * 2 * Math.PI));
});

test("a body that was put elsewhere does not fly there", () => {
  record(10, { 1: at(100, 100) });
  record(11, { 1: at(900, 100) });
  snapshots.write(1, 10.9, RATE, out);
  expect(out).toMatchObject({ x: 100, velocityX: 0 });
});

test("a body that spawns does not come from where it died", () => {
  record(10, { 1: at(100, 100, { flags: 0, health: 0 }) });
  record(11, { 1: at(120, 100) });
  snapshots.write(1, 10.5, RATE, out);
  expect(out).toMatchObject({ x: 100, alive: false, health: 0 });
});

test("who was not there yet is not shown", () => {
  record(10, {});
  record(11, { 1: at(100, 100) });
  expect(snapshots.write(1, 10.9, RATE, out)).toBe(false);
  expect(snapshots.write(1, 11, RATE, out)).toBe(true);
});

test("who left is shown until the view comes to that", () => {
  record(10, { 1: at(100, 100) });
  record(11, {});
  expect(snapshots.write(1, 10.5, RATE, out)).toBe(true);
  expect(snapshots.write(1, 11, RATE, out)).toBe(false);
});

test("who is known to have died stands no longer, wherever the view is", () => {
  record(10, { 1: at(100, 100) });
  record(12, { 1: at(100, 100, { flags: 0, health: 0 }) });
  snapshots.died(1, 12);
  snapshots.write(1, 10.5, RATE, out);
  expect(out.alive).toBe(false);
});

/** Where the body is shown, from one instant to the next, in steps of half a tick. */
function shown(from: number, to: number): number[] {
  const places: number[] = [];
  for (let view = from; view <= to; view += 0.5) {
    snapshots.write(1, view, RATE, out);
    places.push(out.x);
  }
  return places;
}

test("who rested and sets out does not glide there early", () => {
  for (let tick = 10; tick < 50; tick += 1) record(tick, { 1: at(100, 100) });
  record(50, { 1: at(110, 100) });
  expect(shown(47, 50)).toEqual([100, 100, 100, 100, 100, 105, 110]);
});

test("who rested for longer than is kept is still there when they set out", () => {
  for (let tick = 10; tick < 200; tick += 1) record(tick, { 1: at(100, 100) });
  record(200, { 1: at(110, 100) });
  expect(shown(197, 200)).toEqual([100, 100, 100, 100, 100, 105, 110]);
});

test("who is told of in every second patch moves all the time, from the second time on", () => {
  for (let tick = 10; tick <= 18; tick += 1) record(tick, { 1: at(100 + 8 * Math.floor((tick - 10) / 2), 100) });
  expect(shown(14, 18)).toEqual([116, 118, 120, 122, 124, 126, 128, 130, 132]);
  expect(out.velocityX).toBe(0);
  snapshots.write(1, 17, RATE, out);
  expect(out.velocityX).toBe(160);
});

test("who is left out of one patch is not taken for somebody who is told of in every second", () => {
  const places = [100, 104, 108, 108, 116];
  for (const [index, x] of places.entries()) record(10 + index, { 1: at(x, 100) });
  expect(shown(12, 14)).toEqual([108, 108, 108, 112, 116]);
});

test("who is left out of some patches stands, and is where they are told to be one patch later", () => {
  const places = [100, 104, 108, 108, 108, 108, 124, 128];
  for (const [index, x] of places.entries()) record(10 + index, { 1: at(x, 100) });
  expect(shown(12, 17)).toEqual([108, 108, 108, 108, 108, 108, 108, 116, 124, 126, 128]);
});

test("patches of every second tick are bridged, and who sets out then does it between two of them", () => {
  for (let tick = 10; tick <= 20; tick += 2) record(tick, { 1: at(100, 100) });
  record(22, { 1: at(108, 100) });
  expect(shown(19, 22)).toEqual([100, 100, 100, 102, 104, 106, 108]);
});

test("who left and came back is not shown in between, and does not glide there", () => {
  record(10, { 1: at(100, 100) });
  record(11, {});
  record(12, {});
  record(13, { 1: at(120, 100) });
  expect([10.5, 11, 12.9, 13].map((view) => snapshots.write(1, view, RATE, out))).toEqual([true, false, false, true]);
  expect(out.x).toBe(120);
  snapshots.write(1, 10.5, RATE, out);
  expect(out.x).toBe(100);
});

test("who was forgotten and comes back is there again", () => {
  record(10, { 1: at(100, 100) });
  record(11, {});
  snapshots.forgetGone(11);
  expect([...snapshots.ids]).toEqual([]);
  record(14, { 1: at(120, 100) });
  snapshots.forgetGone(14);
  expect(snapshots.write(1, 14, RATE, out)).toBe(true);
});

test("who comes for a single patch is shown in one frame at least, however far apart frames are", () => {
  record(8, { 1: at(100, 100) });
  record(9, {});
  record(11, { 1: at(120, 100) });
  record(12, {});
  snapshots.write(1, 8, RATE, out);
  expect(snapshots.write(1, 10.5, RATE, out)).toBe(false);
  expect(snapshots.write(1, 13, RATE, out)).toBe(true);
  expect(out.x).toBe(120);
  expect(snapshots.write(1, 13.5, RATE, out)).toBe(false);
});
