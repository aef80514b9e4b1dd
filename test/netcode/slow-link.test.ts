import { expect, type TestContext, test, vi } from "vitest";
import type { Controls } from "../../client/game/input/controls.ts";
import { colyseusLinks } from "../../client/game/net/colyseus-link.ts";
import type { Scene } from "../../client/game/scene.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { clear } from "../proxy/lane.ts";
import { Memory } from "./memory.ts";
import { ScriptedPlayer } from "./player.ts";
import { randomFrom } from "./random.ts";
import { startServer } from "./server.ts";

const TICK_RATE = 40;

/** A fight that takes more than the line carries. */
const BOTS = 100;

/** 64 kbit/s. */
const SLOW = { latency: 25, jitter: 0, bandwidth: 8000 };

/** ms: the line is slow for so long, and what is measured begins when a queue would have built up. */
const SLOW_FOR = 20_000;
const MEASURED_AFTER = 5_000;

/** ms that a client may be behind. */
const STALE_MAX = 2000;

/** Ticks that something may wait for its turn when not everything fits: 500 ms. */
const PATIENCE = TICK_RATE / 2;

/** Goes about, turns and fires. */
const fight = (_scene: Scene, controls: Controls, now: number): void => {
  const angle = now / 700;
  controls.moveX = Math.cos(angle / 3);
  controls.moveY = Math.sin(angle / 3);
  controls.aim = angle;
  controls.fire = true;
};

/** What one player behind a slow line and another one on a clear line see of the same fight. */
async function playBehindSlowLine({ onTestFinished }: TestContext, isUnbounded: boolean) {
  const server = await startServer({ tickRate: TICK_RATE, bots: BOTS, isField: false, isUnbounded, isTold: true });
  onTestFinished(() => server.stop());
  const memory = new Memory(PATIENCE);
  server.onTold((told) => memory.tell(told));
  const network = await BadNetwork.start(server.port, { up: clear, down: clear }, randomFrom(1));
  onTestFinished(() => network.close());
  const near = await new ScriptedPlayer(server.port, fight).join();
  const links = memory.watch(colyseusLinks(`http://127.0.0.1:${network.port}`));
  const far = await new ScriptedPlayer(network.port, fight, { open: links }).join();
  onTestFinished(() => near.leave());
  onTestFinished(() => far.leave());
  await vi.waitUntil(() => far.own !== undefined, { timeout: 5000, interval: 10 });

  network.change({ up: clear, down: SLOW });
  const slowFrom = Math.ceil(near.scene.tick);
  const slowSince = performance.now();
  let [stalest, nearTroubled, farLost] = [0, false, false];
  let taken = 0;
  let takenSince = slowSince;
  await vi.waitUntil(
    () => {
      const passed = performance.now() - slowSince;
      nearTroubled ||= near.scene.connection.kind !== "connected";
      farLost ||= far.scene.connection.kind !== "connected" && far.scene.connection.kind !== "troubled";
      if (passed > MEASURED_AFTER) {
        if (taken === 0) [taken, takenSince] = [network.taken("down"), performance.now()];
        stalest = Math.max(stalest, ((near.scene.tick - far.scene.tick) * 1000) / TICK_RATE);
      }
      return passed > SLOW_FOR || (isUnbounded && (farLost || stalest > STALE_MAX));
    },
    { timeout: SLOW_FOR + 5000, interval: 20 },
  );
  const perSecond = ((network.taken("down") - taken) * 1000) / (performance.now() - takenSince);
  console.log(`${isUnbounded ? "unbounded" : "bounded"}: ${Math.round(stalest)} ms behind at most, ${Math.round(perSecond)} bytes/s`);
  return { network, near, far, memory, slowFrom, stalest, nearTroubled, farLost };
}

test("behind 64 kbit/s a client plays on less than 2 s behind, nobody else notices, and all that it knows was so 500 ms before at most", async (context) => {
  const { network, near, far, memory, slowFrom, stalest, nearTroubled, farLost } = await playBehindSlowLine(context, false);
  expect(farLost).toBe(false);
  expect(stalest).toBeLessThan(STALE_MAX);
  expect(nearTroubled).toBe(false);
  expect(far.scene.net.corrections.drift).toBe(0);

  network.change({ up: clear, down: clear });
  await vi.waitUntil(() => near.scene.tick - far.scene.tick < TICK_RATE / 4, { timeout: 5000, interval: 20 });
  const clearFrom = Math.ceil(near.scene.tick);
  await vi.waitUntil(() => memory.patchesAfter(clearFrom) >= TICK_RATE, { timeout: 5000, interval: 20 });
  expect(memory.faultsAfter(slowFrom).slice(0, 10)).toEqual([]);
});

test("without a bound it falls more than 2 s behind", async (context) => {
  const { stalest, farLost } = await playBehindSlowLine(context, true);
  expect(farLost || stalest > STALE_MAX).toBe(true);
});
