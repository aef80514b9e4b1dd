import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { BUFFERED_MAX } from "../../../server/rooms/guard/limits.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { Message } from "../../../shared/protocol/messages.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { Player } from "../player.ts";
import { RawSocket } from "../raw-socket.ts";
import { OpenRoom } from "./open-room.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena();
  matchMaker.defineRoomType("open", OpenRoom);
});
afterAll(() => server.app.close());

async function enter(room: string): Promise<{ raw: RawSocket; sessionId: string; roomId: string }> {
  const seat = await takeSeat(server.url, { ...joinOptions(), mode: room });
  const raw = await RawSocket.join(server.port, seat);
  return { raw, ...seat };
}

/** What the server has of this client, and what waits for it. */
function clientOf({ roomId, sessionId }: { roomId: string; sessionId: string }) {
  const client = matchMaker.getLocalRoomById(roomId)?.clients.get(sessionId);
  return client === undefined ? null : { client, buffered: Number(Reflect.get(client.ref, "bufferedAmount")) };
}

/** Each waits for seconds: all do at once. */
describe.concurrent("a slow reader", () => {
  describe("a client that reads nothing", () => {
    test("is closed as too slow 5 s after its last progress, though the kernel hides what waits for it", async ({ expect }) => {
      const slow = await enter("arena");
      slow.raw.pause();
      const start = performance.now();
      await expect.poll(() => clientOf(slow), { timeout: 30_000 }).toBeNull();
      const took = performance.now() - start;
      expect(took).toBeGreaterThan(4500);
      expect(took).toBeLessThan(7500);
    });

    test("control: without the guard it stays, with nothing to be seen in its queue", async ({ expect }) => {
      const slow = await enter("open");
      slow.raw.pause();
      const start = performance.now();
      await expect.poll(() => performance.now() - start > 8000, { timeout: 30_000 }).toBe(true);
      expect(clientOf(slow)?.buffered).toBe(0);
    });

    test(`is closed at ${BUFFERED_MAX} bytes queued, long before those 5 s`, async ({ expect }) => {
      const slow = await enter("arena");
      slow.raw.pause();
      const bulk = new Uint8Array(64 * 1024);
      const start = performance.now();
      await expect
        .poll(
          () => {
            const there = clientOf(slow);
            // The kernel takes some 4 MB first.
            if (there !== null && there.buffered <= BUFFERED_MAX) for (let index = 0; index < 20; index++) there.client.sendBytes("bulk", bulk);
            return there;
          },
          { timeout: 30_000, interval: 20 },
        )
        .toBeNull();
      expect(performance.now() - start).toBeLessThan(4000);
    });
  });

  describe("stays in play", () => {
    test("a spectator who says what they have seen, and nothing else", async ({ expect }) => {
      const spectator = await Player.join(server.url, { spectate: true });
      const timer = setInterval(() => spectator.room.send(Message.SEEN, spectator.room.state.tick), 1000);
      const start = performance.now();
      await expect.poll(() => performance.now() - start > 8000, { timeout: 30_000 }).toBe(true);
      clearInterval(timer);
      expect(spectator.left).toBeNull();
      await spectator.leave();
    });

    test("a player who sends frames", async ({ expect }) => {
      const player = await Player.join(server.url);
      player.play({});
      const start = performance.now();
      await expect.poll(() => performance.now() - start > 8000, { timeout: 30_000 }).toBe(true);
      expect(player.left).toBeNull();
      await player.leave();
    });
  });

  test("a client that sends frames but never names a newer tick is too slow", async ({ expect }) => {
    const player = await Player.join(server.url);
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(0);
    player.play({ seenTick: player.room.state.tick });
    await expect.poll(() => player.left, { timeout: 30_000 }).toBe(CloseCode.TOO_SLOW);
  });
});
