import { matchMaker } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { takeSeat } from "../../../commands/load/door.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { type ArenaServer, joinOptions, startArena } from "../arena-server.ts";
import { run } from "../child.ts";
import { Player } from "../player.ts";
import { RawSocket } from "../raw-socket.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "1" });
});
afterAll(() => server.app.close());

/** Two players, each in a room of their own. */
async function twoRooms() {
  const [victim, bystander] = [await Player.join(server.url), await Player.join(server.url)];
  expect(victim.room.roomId).not.toBe(bystander.room.roomId);
  bystander.play({});
  await expect.poll(() => bystander.room.state.tick).toBeGreaterThan(0);
  return { victim, bystander, room: matchMaker.getLocalRoomById(victim.room.roomId) };
}

const broken = (): never => {
  throw new Error("broken on purpose");
};

describe("ends its own room alone, and tells its players:", () => {
  test.each<[string, (room: ReturnType<typeof matchMaker.getLocalRoomById>, victim: Player) => void]>([
    ["a tick that throws", (room) => void vi.spyOn(room, "broadcastPatch").mockImplementation(broken)],
    [
      "a message handler that throws",
      (room, victim) => {
        room.onMessage("broken", broken);
        victim.room.send("broken");
      },
    ],
    [
      "a message handler that rejects",
      (room, victim) => {
        room.onMessage("broken", async () => broken());
        victim.room.send("broken");
      },
    ],
    ["a timer that throws", (room) => void room.clock.setTimeout(broken, 1)],
  ])("%s", async (_what, breakIt) => {
    const { victim, bystander, room } = await twoRooms();
    breakIt(room, victim);
    await expect.poll(() => victim.left).toBe(CloseCode.MATCH_FAILED);
    const tick = bystander.room.state.tick;
    await expect.poll(() => bystander.room.state.tick).toBeGreaterThan(tick + 10);
    expect(bystander.left).toBeNull();
    expect(matchMaker.getLocalRoomById(victim.room.roomId)).toBe(undefined);
    await bystander.leave();
  });
});

test("nobody can come back to a room that failed, and the next player gets another", async () => {
  const { victim, bystander, room } = await twoRooms();
  vi.spyOn(room, "broadcastPatch").mockImplementation(broken);
  await expect.poll(() => victim.left).toBe(CloseCode.MATCH_FAILED);
  await expect(Player.join(server.url, {}, victim.wayBack)).rejects.toThrow();
  const next = await Player.join(server.url);
  expect(next.room.roomId).not.toBe(victim.room.roomId);
  await Promise.all([next.leave(), bystander.leave()]);
});

test("control: a handler that throws in a plain room ends the whole process", async () => {
  const child = run(process.execPath, ["test/server/guard/open-server.ts"]);
  const url = await vi.waitFor(() => /^open at (\S+)$/m.exec(child.output())?.[1] ?? expect.fail(), { timeout: 20_000 });
  const raw = await RawSocket.join(Number(new URL(url).port), await takeSeat(url, { ...joinOptions(), mode: "fragile" }));
  raw.send([13, 0xa5, ...Buffer.from("throw")]);
  expect(await child.ended).toBe(1);
});
