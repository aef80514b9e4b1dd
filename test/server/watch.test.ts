import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Message } from "../../shared/protocol/messages.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Seated } from "./seated.ts";

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena();
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

/** ms */
const DELAY = 5000;

test("who watches a duel sees it five seconds late, whole and in order, and stays; who plays sees it now", async () => {
  const player = await seated.join({}, { kind: "new", mode: "duel" });
  player.play({ buttons: 1 });
  const asked = performance.now();
  const watcher = await seated.join({ spectate: true }, { kind: "room", roomId: player.room.roomId }, DELAY + 3000);
  expect(performance.now() - asked).toBeGreaterThan(DELAY - 100);
  const lags: number[] = [];
  const ticks: number[] = [];
  watcher.room.onStateChange(() => {
    lags.push(player.room.state.tick - watcher.room.state.tick);
    ticks.push(watcher.room.state.tick);
    // As often as a client of ours says it.
    if (watcher.room.state.tick % 40 === 0) watcher.room.send(Message.SEEN, watcher.room.state.tick);
  });
  await expect.poll(() => lags.length, { timeout: DELAY + 5000 }).toBeGreaterThan(6 * 40);
  expect(Math.min(...lags)).toBeGreaterThanOrEqual((DELAY * 40) / 1000 - 2);
  expect(Math.max(...lags)).toBeLessThan((DELAY * 40) / 1000 + 20);
  for (const [index, tick] of ticks.entries()) if (index > 0) expect(tick).toBe((ticks[index - 1] ?? 0) + 1);
  expect(watcher.events.some(({ kind }) => kind === "projectileFired")).toBe(true);
  expect(watcher.left).toBeNull();
});

test("control: who watches an arena sees it now", async () => {
  const player = await seated.join();
  const watcher = await seated.join({ spectate: true }, { kind: "room", roomId: player.room.roomId });
  await expect.poll(() => player.room.state.tick).toBeGreaterThan(0);
  const lags: number[] = [];
  watcher.room.onStateChange(() => void lags.push(player.room.state.tick - watcher.room.state.tick));
  await expect.poll(() => lags.length).toBeGreaterThan(20);
  expect(Math.max(...lags)).toBeLessThan(20);
});
