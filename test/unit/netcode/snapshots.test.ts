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
