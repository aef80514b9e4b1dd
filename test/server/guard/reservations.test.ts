import { afterAll, beforeAll, expect, test } from "vitest";
import { SEAT_RESERVED_S } from "../../../server/rooms/guard/limits.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { takeSeat } from "../raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "2" });
});
afterAll(() => server.app.close());

test("seats that nobody comes for are free again after some seconds", async () => {
  const player = await Player.join(server.url);
  const target = `joinById/${player.room.roomId}`;
  await takeSeat(server.url, joinOptions(), target);
  await expect(takeSeat(server.url, joinOptions(), target)).rejects.toThrow(/409/);
  player.play({});
  const start = performance.now();
  const ask = () =>
    takeSeat(server.url, joinOptions(), target).then(
      () => "seat",
      () => "none",
    );
  await expect.poll(ask, { timeout: 30_000, interval: 250 }).toBe("seat");
  expect(performance.now() - start).toBeGreaterThan(SEAT_RESERVED_S * 1000 - 500);
  expect(performance.now() - start).toBeLessThan(SEAT_RESERVED_S * 1000 + 2000);
  await player.leave();
});
