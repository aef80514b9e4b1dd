import { matchMaker } from "@colyseus/core";
import type { Room } from "@colyseus/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeSeat } from "../../commands/load/door.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { LOBBY, LobbyMessage, type Online } from "../../shared/protocol/lobby.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { askPlay, enter } from "./entering.ts";
import { OpenRoom } from "./guard/open-room.ts";
import { Player } from "./player.ts";
import { JOIN_ROOM, RawSocket } from "./raw-socket.ts";

/** First bytes of what a client of Colyseus says. */
const DATA = 13;
const INPUT = 19;

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_ROOMS: "1" });
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

interface Visitor {
  room: Room;
  heard: Online[];
}

async function visit(): Promise<Visitor> {
  const room = await enter(server.url, { ...joinOptions(), mode: LOBBY });
  room.reconnection.enabled = false;
  const heard: Online[] = [];
  room.onMessage(LobbyMessage.ONLINE, (online: Online) => void heard.push(online));
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return { room, heard };
}

const arrive = async (room: string): Promise<RawSocket> => RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode: room }));

describe("the lobby", () => {
  test("says at once who is on line, and again when that has changed; news come at most every 5 s", async () => {
    const visitor = await visit();
    expect(visitor.heard).toEqual([{ players: 1, matches: 0 }]);
    const player = await Player.join(server.url);
    await expect.poll(() => visitor.heard.at(-1), { timeout: 30_000 }).toEqual({ players: 2, matches: 1 });
    const times: number[] = [];
    visitor.room.onMessage("*", () => void times.push(performance.now()));
    const heard = visitor.heard.length;
    await player.leave();
    await expect.poll(() => visitor.heard.at(-1)?.players, { timeout: 30_000 }).toBe(1);
    expect(visitor.heard.length - heard).toBeLessThanOrEqual(2);
    await visitor.room.leave();
  });

  test("is no match: the only room of a server is still to be had", async () => {
    const visitor = await visit();
    const player = await Player.join(server.url);
    expect(player.room.roomId).not.toBe(visitor.room.roomId);
    await Promise.all([player.leave(), visitor.room.leave()]);
  });

  test("is listed nowhere among the matches", async () => {
    const visitor = await visit();
    expect(await (await fetch(`${server.url}/api/matches`)).json()).toEqual([]);
    await visitor.room.leave();
  });

  test("has no state and sends no patches", async () => {
    const raw = await arrive(LOBBY);
    await raw.hears(([kind]) => kind === DATA);
    raw.send([18]);
    await raw.hears(([kind]) => kind === 18);
    expect(raw.messages.map(([kind]) => kind)).toEqual([JOIN_ROOM, DATA, 18]);
    raw.close();
    await raw.closed;
  });

  test("takes nobody of another version, and no wishes", async () => {
    const ask = (options: object): Promise<Response> => askPlay(server.url, { ...options, mode: LOBBY });
    expect((await ask({ protocol: PROTOCOL_VERSION + 1 })).status).toBe(JoinError.VERSION_MISMATCH);
    expect((await ask({ protocol: PROTOCOL_VERSION, name: "Ada" })).status).toBe(JoinError.BAD_OPTIONS);
    expect((await ask({ protocol: PROTOCOL_VERSION, private: true })).status).toBe(JoinError.BAD_OPTIONS);
  });
});

const ATTACKS: [string, CloseCode, (raw: RawSocket) => void][] = [
  ["an input frame", CloseCode.MALFORMED, (raw) => raw.send([INPUT])],
  ["a message that it does not know", CloseCode.MALFORMED, (raw) => raw.send([DATA, 0xa3, 0x66, 0x6f, 0x6f])],
  ["a frame of 600 bytes", CloseCode.MESSAGE_TOO_BIG, (raw) => raw.send(new Uint8Array(600).fill(DATA))],
  [
    "a flood",
    CloseCode.FLOOD,
    (raw) => {
      for (let index = 0; index < 100; index += 1) raw.send([18]);
    },
  ],
];

describe("the lobby's guard ends a connection, and no other, for", () => {
  test.each(ATTACKS)("%s", async (_what, code, attack) => {
    const bystander = await visit();
    const raw = await arrive(LOBBY);
    attack(raw);
    expect(await raw.closed).toBe(code);
    expect(bystander.room.connection.isOpen).toBe(true);
    expect(await (await visit()).room.leave()).toBeDefined();
    await bystander.room.leave();
  });

  test("a handshake that is never ended", async () => {
    const raw = await RawSocket.open(server.port, await takeSeat(server.url, { ...joinOptions(), mode: LOBBY }));
    expect(await raw.closed).toBe(CloseCode.JOIN_TIMEOUT);
  });
});

test("control: without the guard all of that but the size is taken", async () => {
  const raw = await arrive("open");
  for (let index = 0; index < 100; index += 1) raw.send([18]);
  raw.send([INPUT]);
  raw.send([DATA, 0xa3, 0x66, 0x6f, 0x6f]);
  const heard = raw.messages.length;
  await expect.poll(() => raw.messages.length, { timeout: 20_000 }).toBeGreaterThan(heard + 100);
  expect(raw.isOpen).toBe(true);
  raw.reset();
});
