import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { OpenRoom } from "./open-room.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

/** Gives a seat to a session id that the client has chosen, as an auth step would that hands on what it was sent. */
const reserve = async (name: string, sessionId: string) => {
  const room = (await matchMaker.query({ name }))[0];
  if (room === undefined) throw new Error(`there is no room ${name}`);
  return matchMaker.reserveSeatFor(room, {}, { playerId: "somebody", sessionId, name: null, spectate: true, aspect: 1 });
};

describe("a second holder of a session id", () => {
  test("gets no seat", async () => {
    const player = await Player.join(server.url);
    await expect(reserve("arena", player.room.sessionId)).rejects.toThrow("full");
    await player.leave();
  });

  test("gets no seat while the first one's is still reserved", async () => {
    const seat = await takeSeat(server.url, { ...joinOptions(), mode: "arena" });
    await expect(reserve("arena", seat.sessionId)).rejects.toThrow("full");
    await (await Player.join(server.url)).leave();
  });

  test("control: without the guard gets one", async () => {
    const { sessionId } = await takeSeat(server.url, { ...joinOptions(), mode: "open" });
    expect(await reserve("open", sessionId)).toMatchObject({ sessionId });
  });
});
