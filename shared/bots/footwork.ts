import type { Navigation, Point } from "./navigation.ts";
import type { Random } from "./random.ts";
import type { Abilities } from "./skill.ts";
import type { Track } from "./tracking.ts";
import type { BotView } from "./view.ts";

/** Units; nearer than this to where it walks a body keeps its heading, and does not turn on the spot. */
const CLOSE = 6;
/** ms between changes of mind while strafing. */
const STRAFE_MIN = 350;
const STRAFE_MAX = 1300;
/** Units ahead that have to be open for a step aside. */
const ELBOW_ROOM = 70;
/** ms for which a step aside from a shot is kept up. */
const DODGE_TIME = 260;
/** Share of dodges for which a dash is spent. */
const DODGE_BY_DASH = 0.35;
/** Straight open way, units, that is worth a dash when nothing is going on; and how likely one is per look, for the best. */
const SPRINT = 450;
const SPRINT_CHANCE = 0.06;
/** ms after which a body that wants to move but has moved less than `STUCK_DISTANCE` units is stuck. */
const STUCK_TIME = 600;
const STUCK_DISTANCE = 25;
const UNSTICK_TIME = 350;

/** Where the feet go. Headings are unit vectors; (0, 0) stands still. */
export class Footwork {
  x = 0;
  y = 0;
  /** Set when a dash should start with the next frame. */
  wantsDash = false;
  #side: 1 | -1 = 1;
  #strafes = false;
  #strafeUntil = 0;
  #keepUntil = 0;
  #anchorX = 0;
  #anchorY = 0;
  #anchorTick = 0;
  readonly #waypoint: Point = { x: 0, y: 0 };
  readonly #navigation: Navigation;
  readonly #abilities: Abilities;
  readonly #random: Random;
  readonly #ticksPerMs: number;

  constructor(navigation: Navigation, abilities: Abilities, random: Random, tickRate: number) {
    this.#navigation = navigation;
    this.#abilities = abilities;
    this.#random = random;
    this.#ticksPerMs = tickRate / 1000;
  }

  /** In a new place, with a new life. */
  restart(view: BotView): void {
    this.#keepUntil = 0;
    this.#strafeUntil = 0;
    this.wantsDash = false;
    this.#anchor(view);
  }

  /** Walks towards a place. Returns false when it is stuck or knows no way: time for another errand. */
  walkTo(view: BotView, goal: Point, lane = 0): boolean {
    if (view.tick < this.#keepUntil) return true;
    const { x, y } = view.self;
    if (!this.#navigation.waypoint(x, y, goal.x, goal.y, this.#waypoint, lane)) return false;
    const distance = Math.hypot(this.#waypoint.x - x, this.#waypoint.y - y);
    if (distance > CLOSE) this.#head(this.#waypoint.x - x, this.#waypoint.y - y);
    if (distance > SPRINT && view.self.isDashReady && this.#random() < SPRINT_CHANCE * this.#abilities.strafeShare) this.wantsDash = true;
    return !this.#isStuck(view);
  }

  /** Moves in a fight: keeps the range it likes, steps aside, does not back into walls. `freeSide`: where it is not in a mate's way; 0: anywhere. */
  fight(view: BotView, enemy: Track, range: number, freeSide: 1 | -1 | 0): void {
    if (view.tick < this.#keepUntil) return;
    const { x, y } = view.self;
    const awayX = enemy.x - x;
    const awayY = enemy.y - y;
    const distance = Math.hypot(awayX, awayY) || 1;
    const forward = Math.min(1, Math.max(-1, (distance - range) / 150));
    if (view.tick >= this.#strafeUntil) {
      this.#strafeUntil = view.tick + (STRAFE_MIN + (STRAFE_MAX - STRAFE_MIN) * this.#random()) * this.#ticksPerMs;
      this.#strafes = this.#random() < this.#abilities.strafeShare;
      this.#side = this.#random() < 0.5 ? 1 : -1;
    }
    if (freeSide !== 0) this.#side = freeSide;
    const aside = this.#strafes || freeSide !== 0 ? this.#side : 0;
    // Beginners stand still as soon as the range is about right.
    const ahead = this.#strafes || Math.abs(forward) > 0.5 ? forward : 0;
    this.#set((awayX / distance) * ahead - (awayY / distance) * aside, (awayY / distance) * ahead + (awayX / distance) * aside);
    if (!this.#isOpenAhead(x, y)) {
      this.#side = this.#side === 1 ? -1 : 1;
      this.#set(-(awayY / distance) * this.#side, (awayX / distance) * this.#side);
      if (!this.#isOpenAhead(x, y)) this.#set(awayX / distance, awayY / distance);
    }
    if (this.#isStuck(view)) this.#anchor(view);
  }

  /** Steps aside from a shot that is seen coming, if it has the skill. */
  dodge(view: BotView): void {
    const shot = view.projectiles[0];
    if (!shot || view.tick < this.#keepUntil || this.#random() >= this.#abilities.dodge) return;
    const { x, y } = view.self;
    const passesLeft = (x - shot.x) * shot.velocityY - (y - shot.y) * shot.velocityX > 0;
    const side = passesLeft ? 1 : -1;
    this.#head(shot.velocityY * side, -shot.velocityX * side);
    if (!this.#isOpenAhead(x, y)) return;
    this.#keepUntil = view.tick + DODGE_TIME * this.#ticksPerMs;
    if (view.self.isDashReady && this.#random() < DODGE_BY_DASH) this.wantsDash = true;
  }

  #isStuck(view: BotView): boolean {
    const { x, y } = view.self;
    if (Math.hypot(x - this.#anchorX, y - this.#anchorY) > STUCK_DISTANCE || (this.x === 0 && this.y === 0)) {
      this.#anchor(view);
      return false;
    }
    if (view.tick - this.#anchorTick < STUCK_TIME * this.#ticksPerMs) return false;
    const angle = this.#random() * 2 * Math.PI;
    this.#set(Math.cos(angle), Math.sin(angle));
    this.#keepUntil = view.tick + UNSTICK_TIME * this.#ticksPerMs;
    this.#anchor(view);
    return true;
  }

  #anchor(view: BotView): void {
    this.#anchorX = view.self.x;
    this.#anchorY = view.self.y;
    this.#anchorTick = view.tick;
  }

  #isOpenAhead(x: number, y: number): boolean {
    return this.#navigation.isWalkClear(x, y, x + this.x * ELBOW_ROOM, y + this.y * ELBOW_ROOM);
  }

  #head(x: number, y: number): void {
    const length = Math.hypot(x, y) || 1;
    this.x = x / length;
    this.y = y / length;
  }

  /** Like `#head`, but a shorter vector stays a slower walk. */
  #set(x: number, y: number): void {
    const length = Math.max(1, Math.hypot(x, y));
    this.x = x / length;
    this.y = y / length;
  }
}
