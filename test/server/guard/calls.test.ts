import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { QuickCalls } from "../../../server/rooms/quick-calls.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { CALL_PERIOD, CALLS, CALLS_MAX, Message } from "../../../shared/protocol/messages.ts";
import { type ArenaServer, startArena } from "../arena-server.ts";
import { Seated } from "../seated.ts";

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena();
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

const squads = { kind: "any", mode: "squads" } as const;

describe("a quick call", () => {
  test("reaches every player of an arena, the caller too, and names the caller", async () => {
    const [caller, other] = [await seated.join(), await seated.join()];
    caller.call({ call: 3, x: 100, y: 200 });
    const heard = { from: caller.body, call: 3, x: 100, y: 200 };
    await expect.poll(() => other.calls).toEqual([heard]);
    await expect.poll(() => caller.calls).toEqual([heard]);
  });

  test("reaches the own team and not the other; control: the other team hears its own", async () => {
    const [first, rival, mate] = [await seated.join({}, squads), await seated.join({}, squads), await seated.join({}, squads)];
    expect([first.entry?.team, rival.entry?.team, mate.entry?.team]).toEqual([1, 2, 1]);
    first.call({ call: 1 });
    rival.call({ call: 2 });
    await expect.poll(() => mate.calls).toEqual([{ from: first.body, call: 1 }]);
    await expect.poll(() => rival.calls).toEqual([{ from: rival.body, call: 2 }]);
  });

  test("is not for who only watches", async () => {
    const [caller, watcher] = [await seated.join(), await seated.join({ spectate: true })];
    caller.call({ call: 0 });
    await expect.poll(() => caller.calls.length).toBe(1);
    const { tick } = watcher.room.state;
    await expect.poll(() => watcher.room.state.tick).toBeGreaterThan(tick + 5);
    expect(watcher.calls).toEqual([]);
  });

  test(`is dropped beyond ${CALLS_MAX} in ${CALL_PERIOD / 1000} s, in silence: the connection stays`, async () => {
    const [caller, other] = [await seated.join(), await seated.join()];
    for (let call = 0; call < CALLS; call++) caller.call({ call });
    await expect.poll(() => other.calls.length).toBe(CALLS_MAX);
    const { tick } = other.room.state;
    await expect.poll(() => other.room.state.tick).toBeGreaterThan(tick + 20);
    expect(other.calls.map(({ call }) => call)).toEqual([0, 1, 2]);
    expect(caller.left).toBeNull();
  });
});

describe("a call that no client of ours makes ends the connection:", () => {
  test.each([
    ["nothing", undefined],
    ["a number", 3],
    ["no call", {}],
    ["a call that is not on the wheel", { call: CALLS }],
    ["a negative one", { call: -1 }],
    ["half a call", { call: 0.5 }],
    ["text", { call: "gg" }],
    ["half a place", { call: 1, x: 5 }],
    ["a place off every map", { call: 1, x: 5, y: 9000 }],
    ["a place that is no number", { call: 1, x: Number.NaN, y: 1 }],
    ["words beside it", { call: 1, text: "free text" }],
    ["another's name", { call: 1, from: 1 }],
  ])("%s", async (_what, payload) => {
    const caller = await seated.join();
    caller.room.send(Message.CALL, payload);
    await expect.poll(() => caller.left).toBe(CloseCode.MALFORMED);
    expect(caller.calls).toEqual([]);
  });

  test("one of a spectator", async () => {
    await seated.join();
    const watcher = await seated.join({ spectate: true });
    watcher.call({ call: 1 });
    await expect.poll(() => watcher.left).toBe(CloseCode.MALFORMED);
  });
});

test("calls come back with time: as many again after the period", () => {
  const calls = new QuickCalls();
  const passed = (now: number) => Array.from({ length: 10 }, () => calls.judge("ada", { call: 1 }, now)).filter(({ kind }) => kind === "passed").length;
  expect(passed(0)).toBe(CALLS_MAX);
  expect(passed(0)).toBe(0);
  expect(passed(CALL_PERIOD)).toBe(CALLS_MAX);
  expect(calls.judge("bob", { call: 1 }, 0).kind).toBe("passed");
});
