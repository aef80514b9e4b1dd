import { afterAll, beforeAll, expect, test } from "vitest";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

/** Ticks over which the rate is measured, and how often: what disturbs this machine may disturb one time, a wrong rate is wrong each time. */
const TICKS = 80;
const TIMES = 4;

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ TICK_RATE: "20", ARENA_BOTS: "4" });
});
afterAll(() => server.app.close());

test("at 20 Hz a client gets one patch per tick, none left out, and is told their interval", async () => {
  const player = await Player.join(server.url);
  await expect.poll(() => player.welcomes[0]?.tickRate).toBe(20);
  expect(player.room.input({ mode: "reliable" })).toMatchObject({ tickRate: 20, patchRate: 50 });
  player.play({}, 50);
  const ticks: number[] = [];
  player.room.onStateChange((state) => void ticks.push(state.tick));
  const rates: number[] = [];
  const isRight = (rate = 0): boolean => rate > 19.5 && rate < 20.5;
  while (rates.length < TIMES && !isRight(rates.at(-1))) {
    const [had, from] = [ticks.length, performance.now()];
    await expect.poll(() => ticks.length, { timeout: 30_000, interval: 1 }).toBeGreaterThanOrEqual(had + TICKS);
    rates.push(((ticks.length - had) * 1000) / (performance.now() - from));
  }
  expect(rates.at(-1), String(rates)).toSatisfy(isRight);
  const first = ticks[0] ?? 0;
  expect(ticks).toEqual(ticks.map((_, index) => first + index));
  await player.leave();
});
