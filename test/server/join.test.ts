import { matchMaker } from "@colyseus/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { takeSeat } from "../../commands/load/door.ts";
import { CONTENT_VERSION } from "../../shared/content/version.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { UNIT } from "../../shared/sim/units.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { askPlay } from "./entering.ts";
import { Player } from "./player.ts";

let server: ArenaServer;
const players: Player[] = [];

beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "3", MAX_ROOMS: "2" });
});
afterEach(async () => {
  await Promise.all(players.splice(0).map((player) => (player.left === null ? player.leave() : undefined)));
});
afterAll(() => server.app.close());

async function join(...parameters: Parameters<typeof Player.join> extends [string, ...infer Rest] ? Rest : never): Promise<Player> {
  const player = await Player.join(server.url, ...parameters);
  players.push(player);
  await expect.poll(() => player.welcomes.length).toBe(1);
  return player;
}

describe("a player who joins", () => {
  test("is welcomed with body, rate, map, content and the aspect granted", async () => {
    const player = await join({ name: "Ada", aspect: 5 });
    expect(player.welcomes[0]).toMatchObject({ tickRate: 40, map: "foundry", contentVersion: CONTENT_VERSION, aspect: 21 / 9 });
    expect(player.entry?.name).toBe("Ada");
  });

  test("pushes the stick and moves", async () => {
    const player = await join();
    await expect.poll(() => player.self?.own?.x ?? 0).toBeGreaterThan(0);
    const from = player.self?.own.x ?? 0;
    player.play();
    await expect.poll(() => Math.abs((player.self?.own.x ?? 0) - from)).toBeGreaterThan(40 * UNIT);
    expect(player.acknowledged).toBeGreaterThan(0);
  });

  test("fires, and everybody gets the shot right before the state of its tick", async () => {
    const shooter = await join();
    const watcher = await join({ spectate: true });
    shooter.play({ buttons: 1 });
    await expect.poll(() => watcher.events.some(({ kind }) => kind === "projectileFired")).toBe(true);
    for (const { tick, stateTick } of watcher.batches.slice(1)) expect(stateTick).toBe(tick - 1);
  });

  test("with a name that is taken gets a number after it", async () => {
    await join({ name: "Ada" });
    const second = await join({ name: "ada" });
    expect(second.entry?.name).toBe("ada 2");
  });

  test("by the room's id lands in that very room", async () => {
    const first = await join();
    const second = await join({}, { kind: "room", roomId: first.room.roomId });
    await expect.poll(() => first.room.state.roster.has(String(second.body))).toBe(true);
  });

  test("to watch gets a state and no body", async () => {
    const player = await join();
    const spectator = await join({ spectate: true });
    expect(spectator.body).toBe(0);
    await expect.poll(() => spectator.room.state.roster.has(String(player.body))).toBe(true);
    expect(spectator.room.state.roster.size).toBe(1);
  });

  test("and leaves takes the body with them", async () => {
    const stays = await join();
    const leaves = await join();
    await expect.poll(() => stays.room.state.roster.size).toBe(2);
    await leaves.leave();
    await expect.poll(() => stays.room.state.roster.size).toBe(1);
  });
});

describe("a room", () => {
  test("that is full is passed over by those who look for any, and they get another", async () => {
    const [first] = await Promise.all([join(), join(), join()]);
    const fourth = await join();
    expect(fourth.room.roomId).not.toBe(first.room.roomId);
  });

  test("that is full refuses a player by its own code and lets spectators in", async () => {
    const [first] = await Promise.all([join(), join(), join()]);
    await expect(join({}, { kind: "room", roomId: first.room.roomId })).rejects.toMatchObject({ code: JoinError.ROOM_FULL });
    const spectator = await join({ spectate: true }, { kind: "room", roomId: first.room.roomId });
    expect(spectator.body).toBe(0);
  });

  test("takes no more than its players when all come at once", async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => join()));
    const rooms = new Map<string, number>();
    for (const { room } of all) rooms.set(room.roomId, (rooms.get(room.roomId) ?? 0) + 1);
    expect([...rooms.values()]).toEqual([3, 3]);
  });

  test("has room again when one leaves", async () => {
    const [first, second] = await Promise.all([join(), join(), join()]);
    await second.leave();
    const next = await join();
    expect(next.room.roomId).toBe(first.room.roomId);
  });
});

test("a server with all its rooms full refuses by its own code", async () => {
  await Promise.all(Array.from({ length: 6 }, () => join()));
  await expect(join()).rejects.toMatchObject({ code: JoinError.SERVER_FULL });
});

describe("join options", () => {
  const ask = (options: object) => askPlay(server.url, { ...options, mode: "arena" });

  test.each([
    ["no options", {}, /protocol/],
    ["an unknown field", joinOptions({ color: 3 } as object), /color/],
    ["a session of its own", joinOptions({ sessionId: "VICTIM" } as object), /sessionId/],
    ["a name that is no text", joinOptions({ name: 7 } as object), /name/],
    ["an empty name", joinOptions({ name: " " }), /name: has no visible character/],
    ["a long name", joinOptions({ name: "x".repeat(17) }), /name: has more than 16/],
    ["an endless name", joinOptions({ name: "x".repeat(2000) }), /name/],
    ["a name that turns text around", joinOptions({ name: "a\u202eb" }), /name: has characters/],
    ["spectate as a number", joinOptions({ spectate: 1 } as object), /spectate/],
    ["an aspect of nothing", joinOptions({ aspect: 0 }), /aspect/],
    ["an aspect that is no number", joinOptions({ aspect: "wide" } as object), /aspect/],
    ["a protocol with a fraction", { protocol: PROTOCOL_VERSION, aspect: null }, /aspect/],
    ["a polluted prototype", JSON.parse(`{"protocol":${PROTOCOL_VERSION},"constructor":{}}`), /constructor/],
  ])("with %s are refused in words", async (_what, options, words) => {
    const response = await ask(options);
    expect(response.status).toBe(JoinError.BAD_OPTIONS);
    expect(await response.text()).toMatch(words);
  });

  test("of another protocol version are refused by their own code, whatever else they hold", async () => {
    const response = await ask({ protocol: PROTOCOL_VERSION + 1, name: "", future: true });
    expect(response.status).toBe(JoinError.VERSION_MISMATCH);
  });

  test("refused open no room", async () => {
    const before = matchMaker.stats.local.roomCount;
    await ask({ nonsense: true });
    expect(matchMaker.stats.local.roomCount).toBe(before);
  });
});

test("a room takes 32 spectators and no more", async () => {
  const { room } = await join();
  const ask = () => takeSeat(server.url, { ...joinOptions({ spectate: true }), roomId: room.roomId });
  for (let index = 0; index < 32; index++) await ask();
  await expect(ask()).rejects.toMatchObject({ code: 409 });
});
