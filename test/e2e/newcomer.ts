import type { Controls } from "../../client/game/input/controls.ts";
import { createRandom, gaussian, type Random } from "../../shared/bots/random.ts";
import type { BotView, SeenBody } from "../../shared/bots/view.ts";

/** ms until a newcomer understands that what has come into sight is somebody to shoot at. */
const REACTION_MIN = 450;
const REACTION_MAX = 800;
/** Standard deviation of the aim, degrees: each newcomer's own, between these. */
const AIM_ERROR_MIN = 12;
const AIM_ERROR_MAX = 20;
/** ms for which a hand stays beside the target in one way before it is beside it in another. */
const AIM_HELD = 400;
/** ms for which the same keys are held: in a fight, and longer while looking about. */
const KEYS_MIN = 400;
const KEYS_MAX = 1500;
const STROLL_MAX = 3000;
/** Units: farther away than this a newcomer walks up to somebody. */
const COMFORTABLE = 350;
/** Units per second: slower than this while keys are held is a wall. */
const BLOCKED_SPEED = 60;
/** Share of the time with somebody in sight in which the button is down. */
const FIRE_SHARE = 0.75;

/**
 * Somebody in their first minute: looks at the screen, walks with eight directions and often into walls, notices late, aims badly,
 * fires when something is there. Knows no map and hears nothing.
 */
export class Newcomer {
  readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, fire: false, dash: false, weapon: 0 };
  readonly #random: Random;
  readonly #reaction: number;
  readonly #aimError: number;
  #seenSince: { id: number; at: number } | null = null;
  #keysUntil = 0;
  #aimUntil = 0;
  #aimOff = 0;

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.#reaction = this.#between(REACTION_MIN, REACTION_MAX);
    this.#aimError = (this.#between(AIM_ERROR_MIN, AIM_ERROR_MAX) * Math.PI) / 180;
  }

  /** What the hands do now. `now`: ms. */
  act(view: BotView, now: number): Controls {
    const enemy = this.#nearest(view);
    if (enemy?.id !== this.#seenSince?.id) this.#seenSince = enemy ? { id: enemy.id, at: now } : null;
    const noticed = enemy && this.#seenSince && now - this.#seenSince.at >= this.#reaction ? enemy : null;
    this.#walk(view, noticed, now);
    this.#shoot(view, noticed, now);
    return this.controls;
  }

  #nearest(view: BotView): SeenBody | null {
    let nearest: SeenBody | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const body of view.bodies) {
      // Whoever is being shot at stays the one, unless somebody is much nearer.
      const distance = Math.hypot(body.x - view.self.x, body.y - view.self.y) * (body.id === this.#seenSince?.id ? 0.6 : 1);
      if (distance >= least) continue;
      nearest = body;
      least = distance;
    }
    return nearest;
  }

  #walk(view: BotView, enemy: SeenBody | null, now: number): void {
    const { self } = view;
    const holdsKeys = this.controls.moveX !== 0 || this.controls.moveY !== 0;
    const isBlocked = holdsKeys && Math.hypot(self.velocityX, self.velocityY) < BLOCKED_SPEED;
    this.controls.dash = false;
    if (now < this.#keysUntil && !(isBlocked && now > this.#keysUntil - KEYS_MIN)) return;
    this.#keysUntil = now + this.#between(KEYS_MIN, enemy ? KEYS_MAX : STROLL_MAX);
    if (enemy && !isBlocked && Math.hypot(enemy.x - self.x, enemy.y - self.y) > COMFORTABLE) this.#press(Math.atan2(enemy.y - self.y, enemy.x - self.x));
    else if (enemy) this.#press(this.#random() < 0.3 ? null : this.#random() * 2 * Math.PI);
    // Nobody goes back where they came from, except from a wall.
    else this.#press(Math.atan2(self.velocityY, self.velocityX) + (this.#random() - 0.5) * (isBlocked ? 2 : 1) * Math.PI);
    this.controls.dash = this.#random() < 0.1;
  }

  /** The keys nearest to a direction; none for null. */
  #press(angle: number | null): void {
    const eighth = angle === null ? 0 : Math.round(angle / (Math.PI / 4)) * (Math.PI / 4);
    this.controls.moveX = angle === null ? 0 : Math.cos(eighth);
    this.controls.moveY = angle === null ? 0 : Math.sin(eighth);
  }

  #shoot(view: BotView, enemy: SeenBody | null, now: number): void {
    if (!enemy) {
      this.controls.fire = false;
      return;
    }
    if (now >= this.#aimUntil) {
      this.#aimUntil = now + AIM_HELD * (0.5 + this.#random());
      this.#aimOff = gaussian(this.#random) * this.#aimError;
      this.controls.fire = this.#random() < FIRE_SHARE;
    }
    this.controls.aim = Math.atan2(enemy.y - view.self.y, enemy.x - view.self.x) + this.#aimOff;
  }

  #between(low: number, high: number): number {
    return low + (high - low) * this.#random();
  }
}
