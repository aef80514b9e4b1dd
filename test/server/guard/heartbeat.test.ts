import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { LOBBY } from "../../../shared/protocol/lobby.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ PING_SECONDS: "2", PONG_SECONDS: "1" });
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

const enter = async (mode: string): Promise<RawSocket> => RawSocket.join(server.port, await takeSeat(server.url, { ...joinOptions(), mode }));

/** ms: a whole period, the time for an answer, and what a busy machine adds. */
const FOUND_WITHIN = 2000 + 1000 + 1500;

describe.concurrent("a connection", () => {
  test("whose peer answers no ping is ended within a period and the time for the answer", async ({ expect }) => {
    const raw = await enter(LOBBY);
    raw.answersPings = false;
    const started = performance.now();
    expect(await raw.closed).toBe("lost");
    expect(performance.now() - started).toBeLessThan(FOUND_WITHIN);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  test("whose peer answers stays, however little it says", async ({ expect }) => {
    const raw = await enter(LOBBY);
    const started = performance.now();
    await expect.poll(() => performance.now() - started, { timeout: 20_000, interval: 500 }).toBeGreaterThan(3 * FOUND_WITHIN);
    expect(raw.isOpen).toBe(true);
    raw.close();
  });

  test("control: on plain Colyseus with the same transport nobody finds out", async ({ expect }) => {
    const raw = await enter("open");
    raw.answersPings = false;
    const started = performance.now();
    await expect.poll(() => performance.now() - started, { timeout: 20_000, interval: 500 }).toBeGreaterThan(3 * FOUND_WITHIN);
    expect(raw.isOpen).toBe(true);
    raw.close();
  });
});
