import { describe, expect, test } from "vitest";
import { WEAPONS } from "../../../shared/content/weapons.ts";
import { isFrame, NOBODY } from "../../../shared/sim/frame.ts";
import { hashWorld } from "../../../shared/sim/hash.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import { step } from "../../../shared/sim/step.ts";
import { STICK_FULL, UNIT } from "../../../shared/sim/units.ts";
import { bodyOf, createWorld } from "../../../shared/sim/world.ts";
import { BotArena } from "./arena.ts";

const twelve = Array.from({ length: 12 }, () => 0.55);

describe.each([20, 40] as const)("twelve bots on the default map at %i Hz", (tickRate) => {
  test("find one another and kill", () => {
    const arena = new BotArena({ tickRate, seed: 3, skills: twelve });
    const kills: number[] = [];
    for (let tick = 0; tick < 60 * tickRate; tick += 1) {
      for (const event of arena.tick()) if (event.kind === "bodyKilled") kills.push(tick / tickRate);
    }
    expect(kills[0]).toBeLessThan(20);
    expect(kills.length).toBeGreaterThan(15);
    const killers = arena.world.bodies.filter((body) => body.kills > 0);
    expect(killers.length).toBeGreaterThan(6);
  });

  test("get nowhere for less than 1 % of the time in which they push the stick", () => {
    const arena = new BotArena({ tickRate, seed: 4, skills: twelve });
    const windows = new Map<number, { x: number; y: number; pushed: number }>();
    let pushing = 0;
    let stuck = 0;
    for (let tick = 1; tick <= 60 * tickRate; tick += 1) {
      arena.tick();
      for (const { id, frame } of arena.frames) {
        const body = bodyOf(arena.world, id);
        const window = windows.get(id) ?? { x: 0, y: 0, pushed: 0 };
        windows.set(id, window);
        if (body?.alive && Math.hypot(frame.moveX, frame.moveY) > STICK_FULL / 2) window.pushed += 1;
        if (tick % tickRate !== 0) continue;
        if (window.pushed === tickRate) {
          pushing += 1;
          // A second at full stick is worth 320 units; a turn on the spot while strafing may come back to where it began.
          if (body && Math.hypot(body.x - window.x, body.y - window.y) < 12 * UNIT) stuck += 1;
        }
        windows.set(id, { x: body?.x ?? 0, y: body?.y ?? 0, pushed: 0 });
      }
    }
    expect(pushing).toBeGreaterThan(200);
    expect(stuck / pushing).toBeLessThan(0.01);
  });

  test("make frames that the world accepts", () => {
    const arena = new BotArena({ tickRate, seed: 5, skills: [0, 0.2, 0.5, 0.8, 1] });
    for (let tick = 0; tick < 30 * tickRate; tick += 1) {
      arena.tick();
      for (const { id, frame } of arena.frames) expect(isFrame(frame, WEAPONS.length), `bot ${id}: ${JSON.stringify(frame)}`).toBe(true);
    }
  });

  test("never fire when nobody has been in the line of sight for a fifth of a second", () => {
    const arena = new BotArena({ tickRate, seed: 6, skills: twelve });
    const { world } = arena;
    const sighted = new Map<number, number>();
    let shots = 0;
    for (let tick = 0; tick < 60 * tickRate; tick += 1) {
      for (const self of world.bodies) {
        const sees = world.bodies.some((other) => other !== self && other.alive && isSightClear(world.terrain, self.x, self.y, other.x, other.y));
        if (sees) sighted.set(self.id, tick);
      }
      for (const event of arena.tick()) {
        if (event.kind !== "projectileFired" && event.kind !== "railFired") continue;
        shots += 1;
        expect(tick - (sighted.get(event.body) ?? -1000)).toBeLessThanOrEqual(tickRate / 5);
      }
    }
    expect(shots).toBeGreaterThan(200);
  });

  test("replay from their frames to the same hashes", () => {
    const arena = new BotArena({ tickRate, seed: 7, skills: twelve });
    const replayed = createWorld({ terrain: arena.world.terrain, seed: 7, startTick: 0 });
    let joins = twelve.map((_, index) => index + 1);
    for (let tick = 0; tick < 30 * tickRate; tick += 1) {
      arena.tick();
      const frames = arena.frames.map(({ id, frame }) => ({ id, frame: { ...frame }, unseen: NOBODY }));
      step(replayed, { joins: joins.map((id) => ({ id, team: 0 as const })), leaves: [], frames });
      joins = [];
      if (tick % tickRate === 0) expect(hashWorld(replayed)).toBe(hashWorld(arena.world));
    }
  });
});

test("the same seed plays the same match, another seed another", () => {
  const end = (seed: number): number => {
    const arena = new BotArena({ tickRate: 40, seed: 8, skills: twelve, botSeed: seed });
    for (let tick = 0; tick < 400; tick += 1) arena.tick();
    return hashWorld(arena.world);
  };
  expect(end(1)).toBe(end(1));
  expect(end(1)).not.toBe(end(2));
});
