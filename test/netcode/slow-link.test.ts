import { expect, type TestContext, test, vi } from "vitest";
import type { Controls } from "../../client/game/input/controls.ts";
import type { Scene } from "../../client/game/scene.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { clear } from "../proxy/lane.ts";
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

/** Units: a body goes less far in the time by which two screens may differ. */
const APART_MAX = 120;

/** Goes about, turns and fires. */
const fight = (_scene: Scene, controls: Controls, now: number): void => {
  const angle = now / 700;
  controls.moveX = Math.cos(angle / 3);
  controls.moveY = Math.sin(angle / 3);
  controls.aim = angle;
  controls.fire = true;
};

const scoresOf = ({ roster }: Scene): string =>
  roster
    .map(({ id, name, kills, deaths, assists }) => `${id} ${name} ${kills}/${deaths}/${assists}`)
    .sort()
    .join("\n");

/** What one player behind a slow line and another one on a clear line see of the same fight. */
async function playBehindSlowLine({ onTestFinished }: TestContext, isUnbounded: boolean) {
  const server = await startServer({ tickRate: TICK_RATE, bots: BOTS, isField: false, isUnbounded });
  onTestFinished(() => server.stop());
  const network = await BadNetwork.start(server.port, { up: clear, down: clear }, randomFrom(1));
  onTestFinished(() => network.close());
  const near = await new ScriptedPlayer(server.port, fight).join();
  const far = await new ScriptedPlayer(network.port, fight).join();
  onTestFinished(() => near.leave());
  onTestFinished(() => far.leave());
  await vi.waitUntil(() => far.own !== undefined, { timeout: 5000, interval: 10 });

  network.change({ up: clear, down: SLOW });
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
      return passed > SLOW_FOR;
    },
    { timeout: SLOW_FOR + 5000, interval: 20 },
  );
  const perSecond = ((network.taken("down") - taken) * 1000) / (performance.now() - takenSince);
  console.log(`${isUnbounded ? "unbounded" : "bounded"}: ${Math.round(stalest)} ms behind at most, ${Math.round(perSecond)} bytes/s`);
  return { network, near, far, stalest, nearTroubled, farLost };
}

test("behind 64 kbit/s a client plays on less than 2 s behind, nobody else notices, and what it knows is right when the line is", async (context) => {
  const { network, near, far, stalest, nearTroubled, farLost } = await playBehindSlowLine(context, false);
  expect(farLost).toBe(false);
  expect(stalest).toBeLessThan(2000);
  expect(nearTroubled).toBe(false);
  expect(far.scene.net.corrections.drift).toBe(0);

  network.change({ up: clear, down: clear });
  await vi.waitUntil(() => Math.abs(near.scene.tick - far.scene.tick) < TICK_RATE / 4, { timeout: 5000, interval: 20 });
  // Somebody scores many times a second, and one of the two hears of it first: there are moments in which both know all.
  await vi.waitUntil(() => scoresOf(far.scene) === scoresOf(near.scene), { timeout: 5000, interval: 2 });
  for (const { id, x, y, alive } of far.scene.bodies) {
    const other = near.scene.bodies.find((body) => body.id === id);
    if (other === undefined || !alive || !other.alive || id === near.scene.focus || id === far.scene.focus) continue;
    expect(Math.hypot(x - other.x, y - other.y)).toBeLessThan(APART_MAX);
  }
}, 60_000);

test("without a bound it falls more than 2 s behind", async (context) => {
  const { stalest, farLost } = await playBehindSlowLine(context, true);
  expect(farLost || stalest > 2000).toBe(true);
}, 60_000);
