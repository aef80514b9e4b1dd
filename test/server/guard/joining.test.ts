import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { JOIN_TIMEOUT } from "../../../server/rooms/guard/limits.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { JOIN_ROOM, RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

const open = async (room: string) => RawSocket.open(server.port, await takeSeat(server.url, { ...joinOptions(), mode: room }));

test("a client that never ends its handshake is closed after 5 s; control: without the guard it may stay", async () => {
  const [guarded, free] = await Promise.all([open("arena"), open("open")]);
  const start = performance.now();
  expect(await guarded.closed).toBe(CloseCode.JOIN_TIMEOUT);
  expect(performance.now() - start).toBeGreaterThan(JOIN_TIMEOUT - 100);
  expect(performance.now() - start).toBeLessThan(JOIN_TIMEOUT + 1000);
  expect(free.isOpen).toBe(true);
  free.reset();
});

test("what happens meanwhile is not stored for it", async () => {
  const raw = await open("arena");
  await raw.hears((message) => message[0] === JOIN_ROOM);
  const room = matchMaker.getLocalRoomById((await matchMaker.query({ name: "arena" }))[0]?.roomId ?? "");
  room.broadcastPatch();
  const client = room.clients[0];
  expect(client).toBeDefined();
  expect(Reflect.get(client ?? {}, "_enqueuedMessages")).toEqual([]);
  raw.reset();
});
