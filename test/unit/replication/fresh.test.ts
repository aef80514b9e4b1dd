import { Decoder, schema, t } from "@colyseus/schema";
import { expect, test } from "vitest";
import { Replicator } from "../../../server/replication/replicator.ts";

const Thing = schema({ x: t.uint16(), colour: t.uint8() }, "Thing");
const State = schema({ tick: t.uint32(), things: t.map(Thing) }, "State");

const OPTIONS = { headroom: 0, budget: Number.POSITIVE_INFINITY, priority: () => 1 };

test("who is not fresh stays as the client has it, enters another time, and is sent all that it missed", () => {
  const root = { tick: 0 };
  const replicator = new Replicator({ state: State, root, kinds: { things: { fast: ["x"], slow: ["colour"] } }, patience: 20 });
  const [near, far, new_] = [0, 1, 2].map(() => ({ x: 0, colour: 0 }));
  if (near === undefined || far === undefined || new_ === undefined) throw new Error("three things");
  const [a, b] = [replicator.add("things", "near", near), replicator.add("things", "far", far)];
  const viewer = replicator.viewer();
  const decoder = new Decoder(new State());
  const xOf = (key: string) => decoder.state.things.get(key)?.x;
  replicator.begin();
  decoder.decode(viewer.full([a, b], 2, 0));
  const c = replicator.add("things", "new", new_);

  Object.assign(near, { x: 5 });
  Object.assign(far, { x: 7, colour: 3 });
  replicator.begin();
  decoder.decode(viewer.patch([a, b, c], 3, { ...OPTIONS, fresh: 1 }));
  expect([xOf("near"), xOf("far"), xOf("new")]).toEqual([5, 0, undefined]);

  replicator.begin();
  decoder.decode(viewer.patch([a, b, c], 3, OPTIONS));
  expect([xOf("near"), xOf("far"), xOf("new")]).toEqual([5, 7, 0]);
  expect(decoder.state.things.get("far")?.colour).toBe(3);
});
