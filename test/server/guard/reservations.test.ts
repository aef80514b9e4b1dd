import { afterAll, beforeAll, expect, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { SEAT_RESERVED_S } from "../../../server/rooms/guard/limits.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "2" });
});
afterAll(() => server.app.close());

test("seats that nobody comes for are free again after some seconds", async () => {
  const player = await Player.join(server.url);
  const ask = () => takeSeat(server.url, { ...joinOptions(), roomId: player.room.roomId });
  await ask();
  await expect(ask()).rejects.toMatchObject({ code: 409 });
  player.play({});
  const start = performance.now();
  const outcome = () =>
    ask().then(
      () => "seat",
      () => "none",
    );
  await expect.poll(outcome, { timeout: 30_000, interval: 250 }).toBe("seat");
  expect(performance.now() - start).toBeGreaterThan(SEAT_RESERVED_S * 1000 - 500);
  expect(performance.now() - start).toBeLessThan(SEAT_RESERVED_S * 1000 + 2000);
  await player.leave();
});
