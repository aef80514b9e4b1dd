import { Decoder } from "@colyseus/schema";
import { expect, test, vi } from "vitest";
import { Replicator } from "../../../server/replication/replicator.ts";
import { writeFields } from "../../../server/replication/wire.ts";
import { failOnComplaints } from "./complaints.ts";
import { KINDS, MatchState, type RootRow } from "./state.ts";

vi.mock(import("../../../server/replication/wire.ts"), async (importOriginal) => {
  const wire = await importOriginal();
  return { ...wire, writeFields: vi.fn(wire.writeFields) };
});

failOnComplaints();

/** How often a piece with that field was encoded so far. */
const encodedWith = (name: string): number => vi.mocked(writeFields).mock.calls.filter(([, fields]) => fields.some((field) => field.name === name)).length;

const OPTIONS = { headroom: 5, budget: Number.POSITIVE_INFINITY, priority: () => 1 };
const VIEWERS = 40;

/** Counts how often each of its fields is read. */
function counted<Row extends object>(row: Row, reads: Map<string, number>): Row {
  return new Proxy(row, {
    get(target, name) {
      reads.set(String(name), (reads.get(String(name)) ?? 0) + 1);
      return Reflect.get(target, name);
    },
  });
}

function setup() {
  const root: RootRow = { tick: 0, phase: 0, phaseEnds: 0, round: 0, scores: [1, 2], load: 0 };
  const body = { place: 1, look: 2, health: 3, shield: 4, weapon: 5, own: {} };
  const bodyReads = new Map<string, number>();
  const rootReads = new Map<string, number>();
  const replicator = new Replicator({ state: MatchState, root: counted(root, rootReads), kinds: KINDS, patience: 10 });
  const handle = replicator.add("bodies", "1", counted(body, bodyReads));
  replicator.begin();
  const visible = [handle];
  const viewers = Array.from({ length: VIEWERS }, () => replicator.viewer());
  return { root, body, bodyReads, rootReads, replicator, handle, visible, viewers };
}

test("a record is read once per tick, however many see the entity, enter, return or look away", () => {
  const { body, bodyReads, rootReads, replicator, visible, viewers, root } = setup();
  for (const viewer of viewers) viewer.full(visible, 1, 0);
  for (let tick = 0; tick < 10; tick++) {
    bodyReads.clear();
    rootReads.clear();
    root.tick += 1;
    body.place += 1;
    body.health += 1;
    replicator.begin();
    viewers.forEach((viewer, index) => {
      if (index % 7 === tick % 7) viewer.full(visible, 1, 0);
      else viewer.patch(visible, (index + tick) % 3 === 0 ? 0 : 1, OPTIONS);
    });
    expect(new Set(bodyReads.values())).toEqual(new Set([1]));
    expect(new Set(rootReads.values())).toEqual(new Set([1]));
  }
});

test("a piece is encoded once per tick, when somebody needs it", () => {
  const { body, replicator, visible, viewers, root } = setup();
  for (const viewer of viewers) viewer.full(visible, 1, 0);
  for (let tick = 0; tick < 10; tick++) {
    vi.mocked(writeFields).mockClear();
    root.tick += 1;
    body.place += 1;
    replicator.begin();
    expect(encodedWith("place")).toBe(0);
    for (const viewer of viewers.slice(tick, tick * 5)) viewer.patch(visible, 1, OPTIONS);
    viewers[39]?.full(visible, tick % 2, 0);
    const isNeeded = tick > 0;
    expect([encodedWith("place"), encodedWith("health")]).toEqual(isNeeded ? [1, 1] : [0, 0]);
  }
});

test("no two messages share memory, and none changes after it was handed out", () => {
  const { body, replicator, visible, viewers } = setup();
  const handed = viewers.map((viewer) => viewer.full(visible, 1, 5));
  const copies = handed.map((buffer) => Uint8Array.from(buffer));
  for (let tick = 0; tick < 50; tick++) {
    body.place += 1;
    replicator.begin();
    for (const viewer of viewers) {
      const buffer = viewer.patch(visible, tick % 5 === 0 ? 0 : 1, OPTIONS);
      handed.push(buffer);
      copies.push(Uint8Array.from(buffer));
    }
  }
  handed.forEach((buffer, index) => {
    expect(Uint8Array.from(buffer)).toEqual(copies[index]);
  });
  const ranges = new Map<ArrayBufferLike, [number, number][]>();
  for (const { buffer, byteOffset, length } of handed) ranges.set(buffer, [...(ranges.get(buffer) ?? []), [byteOffset, byteOffset + length]]);
  for (const list of ranges.values()) {
    list.sort(([a], [b]) => a - b);
    list.forEach(([start], index) => {
      expect(start).toBeGreaterThanOrEqual(list[index - 1]?.[1] ?? 0);
    });
  }
});

test("a body in sight that moves costs ten bytes", () => {
  const { replicator, viewers, root } = setup();
  const bodies = Array.from({ length: 44 }, () => ({ place: 0, look: 0, health: 100, shield: 0, weapon: 0, own: {} }));
  const visible = bodies.map((body, index) => replicator.add("bodies", `b${index}`, body));
  for (let index = 0; index < 400; index++) {
    const entry = { name: "somebody", color: 0, trail: 0, team: 0, bot: false, kills: 0, deaths: 0, assists: 0, streak: 0, status: 0 };
    replicator.add("roster", String(index), entry);
  }
  replicator.begin();
  const viewer = viewers[0];
  viewer?.full(visible, visible.length, 0);
  for (const body of bodies) {
    body.place += 1;
    body.look += 1;
  }
  root.tick += 1;
  replicator.begin();
  expect(viewer?.patch(visible, visible.length, { ...OPTIONS, headroom: 0 }).length).toBe(44 * 10 + 5);
});

test("a viewer is given the whole state before its first patch", () => {
  const { replicator, visible, viewers } = setup();
  replicator.begin();
  expect(() => viewers[0]?.patch(visible, 1, OPTIONS)).toThrow("whole state");
});

test("half a surrogate pair in a name harms nobody", () => {
  const { replicator, viewers } = setup();
  const entry = { name: "\ud83e!", color: 1, trail: 2, team: 0, bot: true, kills: 0, deaths: 0, assists: 0, streak: 0, status: 0 };
  replicator.add("roster", "x", entry);
  const decoder = new Decoder(new MatchState());
  decoder.decode(viewers[0]?.full([], 0, 0) ?? new Uint8Array());
  expect(decoder.state.roster.toJSON()).toEqual({ x: { ...entry, name: "\ufffd!" } });
});
