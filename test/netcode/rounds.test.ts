import { afterEach, describe, expect, test } from "vitest";
import type { Controls } from "../../client/game/input/controls.ts";
import type { Scene } from "../../client/game/scene.ts";
import { FOUNDRY } from "../../shared/content/maps/foundry.ts";
import { GROVE } from "../../shared/content/maps/grove.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { ScriptedPlayer } from "./player.ts";

/** Short enough that nobody dies in one: a life of each round is its first. */
const RULES = { roundMs: 1500, podiumMs: 500 };

let server: ArenaServer | null = null;
let player: ScriptedPlayer | null = null;
afterEach(async () => {
  player?.leave();
  await server?.app.close();
});

/** Runs in circles, so that every step of the prediction counts. */
function circle(_scene: Scene, controls: Controls, now: number): void {
  controls.moveX = Math.cos(now / 300);
  controls.moveY = Math.sin(now / 300);
  controls.dash = now % 1000 < 100;
}

describe.each([
  ["from map to map", [FOUNDRY, GROVE]],
  ["on the same map", [FOUNDRY]],
])("a player who runs through four rounds %s", (_what, maps) => {
  test("is predicted to the bit in all of them, and shown where the round is", async () => {
    server = await startArena({}, { rules: RULES, maps });
    player = await new ScriptedPlayer(server.port, circle).join({ name: "Ada" });
    const played = player;
    const shown = new Map<number, string>();
    let longestRest = 0;
    let moved = performance.now();
    let last = "";
    await expect
      .poll(
        () => {
          const { scene, own } = played;
          const place = `${own?.x} ${own?.y}`;
          if (place !== last) moved = performance.now();
          last = place;
          longestRest = Math.max(longestRest, performance.now() - moved);
          if (scene.round > 0) shown.set(scene.round, scene.map.name);
          return scene.round;
        },
        { timeout: 30_000, interval: 10 },
      )
      .toBe(4);
    expect([...shown]).toEqual([1, 2, 3, 4].map((round) => [round, maps[(round - 1) % maps.length]?.name]));
    expect(played.scene.net.corrections.drift).toBe(0);
    expect(played.scene.net.driftPeak).toBe(0);
    expect(longestRest).toBeLessThan(300);
    expect(played.scene.connection.kind).toBe("connected");
  });
});
