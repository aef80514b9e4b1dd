import { afterAll, beforeAll, expect, test } from "vitest";
import { SEAT_KEPT_S } from "../../server/rooms/guard/limits.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";
import { RawSocket, takeSeat } from "./raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

test(`a lost body stays for ${SEAT_KEPT_S} s, then goes, and its token with it`, async () => {
  const watcher = await Player.join(server.url);
  watcher.play({});
  const leaver = await Player.join(server.url, { name: "Lost" }, { kind: "room", roomId: watcher.room.roomId });
  const token = leaver.room.reconnectionToken;
  const raw = await RawSocket.join(server.port, await takeSeat(server.url, joinOptions({ name: "Reset" }), `joinById/${watcher.room.roomId}`));
  const isThere = (name: string) => [...watcher.room.state.roster.values()].some((player) => player.name === name);
  await expect.poll(() => isThere("Reset") && isThere("Lost")).toBe(true);
  leaver.rest();
  const start = performance.now();
  raw.reset();
  await leaver.leave();
  await expect.poll(() => isThere("Lost")).toBe(false);
  await expect.poll(() => isThere("Reset"), { timeout: (SEAT_KEPT_S + 5) * 1000, interval: 100 }).toBe(false);
  expect(performance.now() - start).toBeGreaterThan(SEAT_KEPT_S * 1000 - 500);
  await expect(Player.join(server.url, {}, { kind: "return", token })).rejects.toMatchObject({ code: JoinError.SEAT_GONE });
  await watcher.leave();
});
