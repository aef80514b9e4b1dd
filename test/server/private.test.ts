import { matchMaker } from "@colyseus/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PHASE_PLAYING, PHASE_WAITING } from "../../shared/protocol/state.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { askPlay } from "./entering.ts";
import type { Player } from "./player.ts";
import { Seated } from "./seated.ts";

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "4" });
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

const bots = ({ room }: Player) => [...room.state.roster.values()].filter(({ bot }) => bot).length;

const ask = (options: object) => askPlay(server.url, { mode: "duel", ...options });

describe.each(["arena", "duel", "squads"] as const)("a private match of %s", (mode) => {
  test("is found by nobody; control: a public one is", async () => {
    const owner = await seated.join({}, { kind: "new", mode });
    const other = await seated.join({}, { kind: "any", mode });
    expect(other.room.roomId).not.toBe(owner.room.roomId);
    const third = await seated.join({}, { kind: "any", mode });
    expect(third.room.roomId).toBe(other.room.roomId);
  });

  test("is reached by its link", async () => {
    const owner = await seated.join({}, { kind: "new", mode });
    const friend = await seated.join({}, { kind: "room", roomId: owner.room.roomId });
    expect(friend.welcomes[0]?.mode).toBe(mode);
    await expect.poll(() => owner.room.state.roster.has(String(friend.body))).toBe(true);
  });

  test("stays hidden when somebody leaves it", async () => {
    const owner = await seated.join({}, { kind: "new", mode });
    const friend = await seated.join({}, { kind: "room", roomId: owner.room.roomId });
    await friend.leave();
    await expect.poll(() => owner.room.state.roster.has(String(friend.body))).toBe(false);
    const other = await seated.join({}, { kind: "any", mode });
    expect(other.room.roomId).not.toBe(owner.room.roomId);
  });

  test("has bots only if its owner asked for them", async () => {
    const alone = await seated.join({}, { kind: "new", mode });
    const filled = await seated.join({ bots: true, level: "veteran" }, { kind: "new", mode });
    await expect.poll(() => bots(filled)).toBeGreaterThan(0);
    await expect.poll(() => alone.room.state.roster.size).toBe(1);
    expect(bots(alone)).toBe(0);
  });
});

test("a private duel without bots waits for the friend, however long, and begins with them", async () => {
  const owner = await seated.join({}, { kind: "new", mode: "duel" });
  await expect.poll(() => owner.room.state.phase).toBe(PHASE_WAITING);
  expect(owner.room.state.phaseEnds).toBe(0);
  await seated.join({}, { kind: "room", roomId: owner.room.roomId });
  await expect.poll(() => owner.room.state.phase).toBe(PHASE_PLAYING);
});

describe("wishes for a private match are refused", () => {
  test.each([
    ["with a level that there is not", joinOptions({ private: true, level: "god" } as object)],
    ["with a length of its own", joinOptions({ private: true, roundMs: 1000 } as object)],
    ["with rules of its own", joinOptions({ private: true, rules: { roundMs: 1 } } as object)],
    ["with a room that there is already", { ...joinOptions({ private: true }), mode: undefined, roomId: "room" }],
    ["with a room beside the mode", joinOptions({ private: true, roomId: "room" } as object)],
    ["of who looks for a public one, for bots", joinOptions({ bots: false })],
    ["of who looks for a public one, for a level", joinOptions({ level: "rookie" })],
  ])("%s", async (_how, options) => {
    const before = matchMaker.stats.local.roomCount;
    expect((await ask(options)).status).toBe(JoinError.BAD_OPTIONS);
    expect(matchMaker.stats.local.roomCount).toBe(before);
  });

  test("control: the same ways are open to who asks rightly", async () => {
    expect((await ask(joinOptions({ private: true, bots: true, level: "rookie" }))).status).toBe(200);
    expect((await ask(joinOptions())).status).toBe(200);
  });
});

test("there is no room of a mode that there is not", async () => {
  const response = await ask(joinOptions({ mode: "ctf" } as object));
  expect(response.status).toBe(JoinError.NO_SUCH_ROOM);
});
