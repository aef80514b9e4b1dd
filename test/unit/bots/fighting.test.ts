import { describe, expect, test } from "vitest";
import { armamentFor, PULSE_ARM } from "../../../shared/bots/armament.ts";
import { type Bot, createBot } from "../../../shared/bots/bot.ts";
import { emptyView } from "../../../shared/bots/perceive.ts";
import type { BotView, SeenBody } from "../../../shared/bots/view.ts";
import type { MapData } from "../../../shared/content/map-data.ts";
import { PULSE, RAIL } from "../../../shared/content/weapons.ts";
import { BUTTON_DASH, BUTTON_FIRE, type InputFrame, neutralFrame } from "../../../shared/sim/frame.ts";
import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { STICK_FULL, TURN } from "../../../shared/sim/units.ts";
import { BotArena } from "./arena.ts";

const TICK_RATE = 40;
const HEALTH_PAD = { kind: "health", x: 608, y: 1024 } as const;
const plain: MapData = {
  name: "plain",
  title: "Plain",
  mode: "arena",
  tint: "rust",
  width: 2048,
  height: 2048,
  boxes: [],
  pillars: [],
  spawns: [{ x: 128, y: 128 }],
  pickups: [HEALTH_PAD],
  bots: 0,
};

/** A bot nailed to the middle of a plain, and what it is shown; somebody stands 300 units to its right. */
class Stand {
  readonly view: BotView = emptyView();
  readonly enemy: SeenBody = { id: 2, x: 1324, y: 1024, velocityX: 0, velocityY: 0, health: 100, isProtected: false };
  readonly #bot: Bot;
  readonly #frame: InputFrame = neutralFrame(0, 0, 0);

  constructor(skill: number, seed = 1, map = plain) {
    this.#bot = createBot({ terrain: compileTerrain(map, TICK_RATE), seed, skill });
    this.view.isPlaying = true;
    Object.assign(this.view.self, { alive: true, x: 1024, y: 1024, health: 100, isDashReady: true });
    this.view.bodies.push(this.enemy);
  }

  /** Frames of so many seconds; `before` is called before each, with the tick. */
  frames(seconds: number, before: (tick: number) => void = () => undefined): InputFrame[] {
    return Array.from({ length: seconds * TICK_RATE }, () => {
      this.view.tick += 1;
      this.view.lookTick = this.view.tick;
      // It trembles, or else it would take itself to be stuck.
      this.view.self.y = 1024 + (this.view.tick % 2 === 0 ? 13 : -13);
      before(this.view.tick);
      this.#bot.think(this.view, this.#frame);
      return { ...this.#frame };
    });
  }
}

const share = (frames: readonly InputFrame[], is: (frame: InputFrame) => boolean): number => frames.filter(is).length / frames.length;
const fires = ({ buttons }: InputFrame): boolean => (buttons & BUTTON_FIRE) !== 0;
const dashes = ({ buttons }: InputFrame): boolean => (buttons & BUTTON_DASH) !== 0;

describe("in a fight", () => {
  test("an expert strafes to both sides nearly all the time, a beginner rarely", () => {
    const expert = new Stand(1).frames(20);
    expect(share(expert, ({ moveY }) => moveY > STICK_FULL / 2)).toBeGreaterThan(0.2);
    expect(share(expert, ({ moveY }) => moveY < -STICK_FULL / 2)).toBeGreaterThan(0.2);
    expect(share(new Stand(0).frames(20), ({ moveY }) => Math.abs(moveY) > STICK_FULL / 2)).toBeLessThan(0.35);
  });

  test("a beginner fires in bursts, an expert keeps firing", () => {
    expect(share(new Stand(0).frames(30), fires)).toBeLessThan(0.5);
    expect(share(new Stand(0).frames(30), fires)).toBeGreaterThan(0.1);
    expect(share(new Stand(1).frames(30), fires)).toBeGreaterThan(0.8);
  });

  test("nobody fires at the invulnerable", () => {
    const stand = new Stand(1);
    stand.enemy.isProtected = true;
    expect(stand.frames(5).some(fires)).toBe(false);
  });

  test("nobody fires beyond the weapon's reach", () => {
    const stand = new Stand(1);
    stand.enemy.x = 1024 + 790;
    expect(stand.frames(5).some(fires)).toBe(false);
  });

  test("somebody far off is closed in on", () => {
    const stand = new Stand(0.5);
    stand.enemy.x = 1024 + 700;
    expect(share(stand.frames(10), ({ moveX }) => moveX > STICK_FULL / 4)).toBeGreaterThan(0.8);
  });

  test("nobody steps aside into a wall", () => {
    const walled: MapData = { ...plain, name: "walled", boxes: [{ x: 512, y: 1056, width: 1024, height: 64 }] };
    const frames = new Stand(1, 1, walled).frames(20);
    expect(share(frames, ({ moveY }) => moveY > STICK_FULL / 4)).toBeLessThan(0.05);
    expect(share(frames, ({ moveY }) => moveY < -STICK_FULL / 4)).toBeGreaterThan(0.4);
  });

  test("the nearer of two is fought", () => {
    const stand = new Stand(1);
    stand.view.bodies.push({ ...stand.enemy, id: 3, x: 1024, y: 1024 - 200 });
    const up = share(stand.frames(5), ({ aim }) => Math.abs(aim - 0.75 * TURN) < TURN / 16);
    expect(up).toBeGreaterThan(0.7);
  });

  test("an expert aims ahead of somebody who runs, a beginner behind", () => {
    /** Mean angle, radians, by which the aim is ahead of somebody who runs around the bot. */
    const ahead = (skill: number): number => {
      const turnPerTick = 300 / 300 / TICK_RATE;
      let angle = 0;
      let sum = 0;
      const stand = new Stand(skill);
      const frames = stand.frames(20, (tick) => {
        angle = tick * turnPerTick;
        stand.enemy.x = 1024 + 300 * Math.cos(angle);
        stand.enemy.y = 1024 + 300 * Math.sin(angle);
        stand.enemy.velocityX = -300 * Math.sin(angle);
        stand.enemy.velocityY = 300 * Math.cos(angle);
      });
      frames.forEach(({ aim }, index) => {
        const away = (aim / TURN) * 2 * Math.PI - (index + 1) * turnPerTick;
        sum += Math.atan2(Math.sin(away), Math.cos(away));
      });
      return sum / frames.length;
    };
    // 300 units take a shot a quarter of a second, in which the runner turns by as many radians.
    expect(ahead(1)).toBeGreaterThan(0.05);
    expect(ahead(0)).toBeLessThan(0);
  });

  test("an expert who is badly hurt makes for the health pad, still aiming at the enemy; a beginner fights on", () => {
    const makesForPad = (skill: number): number => {
      const stand = new Stand(skill);
      stand.view.self.health = 20;
      const frames = stand.frames(10);
      expect(share(frames, ({ aim }) => aim < TURN / 8 || aim > (TURN * 7) / 8)).toBeGreaterThan(0.7);
      return share(frames, ({ moveX }) => moveX < -STICK_FULL / 2);
    };
    expect(makesForPad(1)).toBeGreaterThan(0.7);
    expect(makesForPad(0)).toBeLessThan(0.1);
  });

  test("an expert steps or dashes aside from shots that come, a beginner does not see them", () => {
    /** Share of frames in which the bot moves across the line of a shot that comes from above; and whether it dashed. */
    const dodging = (skill: number): [number, boolean] => {
      const stand = new Stand(skill);
      stand.view.bodies.length = 0;
      stand.view.projectiles.push({ x: 1024, y: 724, velocityX: 0, velocityY: 1200 });
      const frames = stand.frames(10);
      return [share(frames, ({ moveX }) => Math.abs(moveX) > STICK_FULL * 0.9), frames.some(dashes)];
    };
    expect(dodging(1)[0]).toBeGreaterThan(0.6);
    expect(dodging(1)[1]).toBe(true);
    expect(dodging(0)[1]).toBe(false);
  });
});

test("the rail is for far, the pulse for near, and for whoever has no ammunition", () => {
  expect(armamentFor(700, [0, 3, 0, 0], PULSE_ARM).weapon).toBe(RAIL);
  expect(armamentFor(150, [0, 3, 0, 0], PULSE_ARM).weapon).toBe(PULSE);
  expect(armamentFor(700, [0, 0, 0, 0], PULSE_ARM).weapon).toBe(PULSE);
});

test("in a long match bots dash, and fire the rail where it is better", () => {
  const arena = new BotArena({ tickRate: TICK_RATE, seed: 21, skills: Array.from({ length: 12 }, () => 0.7) });
  let dashCount = 0;
  const ranges: number[] = [];
  for (let tick = 0; tick < 120 * TICK_RATE; tick += 1) {
    for (const event of arena.tick()) {
      if (event.kind === "bodyDashed") dashCount += 1;
      if (event.kind === "bodyHit" && event.weapon === RAIL) {
        const shooter = arena.world.bodies.find(({ id }) => id === event.attacker);
        if (shooter) ranges.push(Math.hypot(shooter.x - event.x, shooter.y - event.y) / 256);
      }
    }
  }
  expect(dashCount).toBeGreaterThan(50);
  expect(ranges.length).toBeGreaterThan(5);
  expect(ranges.filter((range) => range > 250).length / ranges.length).toBeGreaterThan(0.8);
});
