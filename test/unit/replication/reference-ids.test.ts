import { Decoder } from "@colyseus/schema";
import { describe, expect, test } from "vitest";
import { ReferenceIds } from "../../../server/replication/reference-ids.ts";
import { Replicator } from "../../../server/replication/replicator.ts";
import { failOnComplaints } from "./complaints.ts";
import { KINDS, MatchState } from "./state.ts";

failOnComplaints();

test("the lowest free id is given out, and a freed one by a later patch only", () => {
  const ids = new ReferenceIds(5);
  ids.beginPatch();
  expect([ids.acquire(0), ids.acquire(0), ids.acquire(128), ids.acquire(0)]).toEqual([5, 6, 128, 7]);
  ids.release(6);
  expect(ids.acquire(0)).toBe(8);
  ids.beginPatch();
  expect([ids.acquire(0), ids.acquire(0)]).toEqual([6, 9]);
});

test("a snapshot avoids every id that was ever given out, what follows it does not", () => {
  const ids = new ReferenceIds(5);
  for (let count = 0; count < 300; count++) ids.acquire(0);
  ids.beginSnapshot();
  expect(ids.acquire(0)).toBe(305);
  ids.beginSnapshot();
  expect(ids.acquire(0)).toBe(306);
  ids.beginPatch();
  expect([ids.acquire(0), ids.acquire(0), ids.acquire(306)]).toEqual([5, 6, 307]);
});

const OPTIONS = { headroom: 0, budget: Number.POSITIVE_INFINITY, priority: () => 1 };
const own = () => ({
  x: 1,
  y: 2,
  velocityX: 3,
  velocityY: 4,
  dashTicks: 0,
  dashCooldown: 0,
  dashHeld: false,
  fireCooldown: 0,
  ammo: [7, 8],
  shots: 0,
  queue: 0,
  invented: 0,
  impulses: 0,
  aim: 0,
});

describe("the ids that a decoder holds", () => {
  function setup() {
    const root = { tick: 0, phase: 0, phaseEnds: 0, round: 0, scores: [], load: 0 };
    const replicator = new Replicator({ state: MatchState, root, kinds: KINDS, patience: 10 });
    const handles = Array.from({ length: 50 }, (_, index) =>
      replicator.add("bodies", String(index), { place: index, look: 0, health: 1, shield: 0, weapon: 0, own: own() }),
    );
    replicator.begin();
    const viewer = replicator.viewer();
    const decoder = new Decoder(new MatchState());
    const patch = (visible: readonly number[]): void => {
      replicator.begin();
      decoder.decode(viewer.patch(visible, visible.length, OPTIONS));
    };
    return { replicator, handles, viewer, decoder, patch };
  }

  test("stay below 128 while everything comes and goes, owner parts too, and nothing is left behind", () => {
    const { handles, viewer, decoder, patch } = setup();
    decoder.decode(viewer.full([], 0, 0));
    const empty = decoder.root.refs.size;
    for (let tick = 0; tick < 500; tick++) {
      const visible = handles.filter((_, index) => (index + tick) % 3 !== 0);
      viewer.own(tick % 4 === 0 ? null : (handles[tick % 50] ?? null));
      patch(visible);
      expect(Math.max(...decoder.root.refs.keys())).toBeLessThan(128);
      expect(Object.keys(decoder.state.bodies.toJSON())).toHaveLength(visible.length);
    }
    patch([]);
    expect(decoder.root.refs.size).toBe(empty);
  });

  test("are all let go of when a client returns, even when the patches and states before were lost", () => {
    const { handles, viewer, decoder, patch } = setup();
    viewer.own(handles[3] ?? null);
    decoder.decode(viewer.full(handles, handles.length, 0));
    const held = decoder.root.refs.size;
    for (let round = 0; round < 20; round++) {
      viewer.own(handles[round] ?? null);
      viewer.patch(handles.slice(20), 30, OPTIONS); // never arrives
      viewer.full(handles.slice(0, round), round, 0); // neither does this
      const full = viewer.full(handles, handles.length, 0);
      decoder.decodeResync(full);
      expect(decoder.root.refs.size).toBe(held);
      expect(decoder.state.bodies.get(String(round))?.own?.ammo.toJSON()).toEqual([7, 8]);
      expect(Object.values(decoder.state.toJSON().bodies).filter((body) => body.own !== undefined)).toHaveLength(1);
      patch(handles);
    }
  });
});
