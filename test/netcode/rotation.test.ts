import { afterAll, beforeAll, expect, test } from "vitest";
import { restingControls } from "../../client/game/input/controls.ts";
import { GameSession, sessionPorts } from "../../client/game/session.ts";
import { rotationOf } from "../../shared/content/maps.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";

/** ms between two displayed frames. */
const FRAME = 16;

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "2" }, { maps: rotationOf("duel"), rules: { roundMs: 1500, podiumMs: 500 } });
});
afterAll(() => server.app.close());

test("a match goes on on another map: the same body, predicted there to the bit", async () => {
  const session = new GameSession(sessionPorts(server.url));
  session.connect({ name: "Nomad" });
  expect(await session.begun()).toBeNull();
  const controls = { ...restingControls(), moveX: 1 };
  let scene = session.frame(performance.now(), controls);
  const timer = setInterval(() => {
    scene = session.frame(performance.now(), controls);
    controls.moveX = Math.floor(scene.tick / 20) % 2 === 0 ? 1 : -1;
  }, FRAME);
  try {
    await expect.poll(() => scene.own).not.toBe(0);
    const [first, body] = [scene.map.name, scene.own];
    await expect.poll(() => scene.map.name, { timeout: 30_000 }).not.toBe(first);
    await expect.poll(() => scene.phase).toBe("playing");
    const from = scene.tick;
    await expect.poll(() => scene.tick).toBeGreaterThan(from + 30);
    const own = scene.bodies.find(({ id }) => id === body);
    expect(own).toBeDefined();
    expect(own?.x).toBeLessThanOrEqual(scene.map.width);
    expect(scene.net.corrections.drift).toBe(0);
  } finally {
    clearInterval(timer);
    session.leave();
  }
});
