import { afterAll, beforeAll, expect, test } from "vitest";
import { SEAT_KEPT_S } from "../../server/rooms/guard/limits.ts";
import { DUEL } from "../../shared/content/modes.ts";
import { PHASE_PLAYING, PHASE_PODIUM } from "../../shared/protocol/state.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";
import { RawSocket, takeSeat } from "./raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
});
afterAll(() => server.app.close());

test(`a connection lost in a duel forfeits it after ${SEAT_KEPT_S} s; until then the duel goes on`, async () => {
  expect(DUEL.forfeitMs).toBe(SEAT_KEPT_S * 1000);
  const first = await Player.join(server.url, {}, { kind: "any", mode: "duel" });
  const raw = await RawSocket.join(server.port, await takeSeat(server.url, joinOptions({ name: "Lost" }), `joinById/${first.room.roomId}`));
  await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
  first.play({});
  const start = performance.now();
  raw.reset();
  await expect.poll(() => first.room.state.phase, { timeout: (SEAT_KEPT_S + 5) * 1000, interval: 100 }).toBe(PHASE_PODIUM);
  expect(performance.now() - start).toBeGreaterThan(SEAT_KEPT_S * 1000 - 500);
  expect(first.results.at(-1)?.winner).toBe(first.body);
  await first.leave();
});
