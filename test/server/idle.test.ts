import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Idleness } from "../../server/rooms/idleness.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ IDLE_SECONDS: "5" });
});
afterAll(() => server.app.close());

const enter = (more = {}): Promise<Player> => Player.join(server.url, more);

/** Plays: aims somewhere else with every frame. */
function busy(player: Player): () => void {
  let aim = 0;
  const timer = setInterval(() => {
    aim = (aim + 100) % 65_536;
    player.send({ aim });
  }, 50);
  return () => clearInterval(timer);
}

describe.concurrent("a player", () => {
  test("who does nothing is warned and then out, and the seat is not kept; who holds the same key down does nothing either", async ({ expect }) => {
    const idle = await enter();
    idle.play({ moveX: 4096, aim: 5 });
    const started = performance.now();
    await expect.poll(() => idle.idles, { timeout: 30_000 }).toEqual([{ left: expect.any(Number) }]);
    expect(idle.idles[0]?.left).toBeLessThanOrEqual(2500);
    await expect.poll(() => idle.left, { timeout: 30_000 }).toBe(CloseCode.IDLE);
    expect(performance.now() - started).toBeGreaterThan(4500);
    await expect(Player.join(server.url, {}, idle.wayBack)).rejects.toMatchObject({ code: JoinError.SEAT_GONE });
  });

  test("who plays stays, and so does one who only watches", async ({ expect }) => {
    const player = await enter();
    const rest = busy(player);
    const spectator = await enter({ spectate: true });
    const timer = setInterval(() => spectator.room.send("seen", spectator.room.state.tick), 500);
    const started = performance.now();
    await expect.poll(() => performance.now() - started, { timeout: 20_000, interval: 500 }).toBeGreaterThan(8000);
    clearInterval(timer);
    rest();
    expect(player.left).toBeNull();
    expect(player.idles).toEqual([]);
    expect(spectator.left).toBeNull();
    await Promise.all([player.leave(), spectator.leave()]);
  });

  test("who does something after the warning is told that it is over", async ({ expect }) => {
    const player = await enter();
    player.play({});
    await expect.poll(() => player.idles.length, { timeout: 30_000 }).toBe(1);
    player.rest();
    const rest = busy(player);
    await expect.poll(() => player.idles, { timeout: 20_000 }).toEqual([{ left: expect.any(Number) }, { left: null }]);
    rest();
    expect(player.left).toBeNull();
    await player.leave();
  });
});

test("idleness is counted from the last act, by the time that is passed in", () => {
  const idleness = new Idleness(120_000);
  expect(idleness.judge("a", 1, 0)).toEqual({ kind: "as before" });
  expect(idleness.judge("a", 1, 89_999)).toEqual({ kind: "as before" });
  expect(idleness.judge("a", 1, 90_000)).toEqual({ kind: "warned", left: 30_000 });
  expect(idleness.judge("a", 1, 100_000)).toEqual({ kind: "as before" });
  expect(idleness.judge("a", 2, 110_000)).toEqual({ kind: "back" });
  expect(idleness.judge("a", 2, 199_999)).toEqual({ kind: "as before" });
  expect(idleness.judge("a", 2, 230_000)).toEqual({ kind: "out" });
  idleness.forget("a");
  expect(idleness.judge("a", 2, 230_001)).toEqual({ kind: "as before" });
});
