import { BUTTON_DASH, BUTTON_FIRE, type InputFrame } from "../sim/frame.ts";
import { isSightClear } from "../sim/sight.ts";
import type { Terrain } from "../sim/terrain.ts";
import { STICK_FULL, TURN, UNIT, VIEW_TICK } from "../sim/units.ts";
import { Hand } from "./aim.ts";
import { type Armament, armament, armamentFor, PULSE_ARM } from "./armament.ts";
import { Errands } from "./errands.ts";
import { Footwork } from "./footwork.ts";
import { navigationOf } from "./navigation.ts";
import { createRandom, type Random } from "./random.ts";
import { type Abilities, abilitiesOf } from "./skill.ts";
import { Squad } from "./squad.ts";
import { type Track, Tracker } from "./tracking.ts";
import type { BotView } from "./view.ts";

/** Turns what a player could see and hear into what a player could do. */
export interface Bot {
  /**
   * Makes the frame of this tick. Own status and `view.tick` have to be of this tick; the rest may be as old as `view.lookTick`, and is
   * looked at once per `lookTick`.
   */
  think(view: BotView, out: InputFrame): void;
  /** 0..1; takes effect at once, in the same life. */
  setSkill(skill: number): void;
}

export interface BotOptions {
  terrain: Terrain;
  /** Of its own random stream: the same seed and the same views give the same frames. */
  seed: number;
  /** 0 a beginner .. 1 a practised player. */
  skill: number;
  /** Index into `WEAPONS`: fights with nothing else, for measuring it. Left out, it chooses. */
  onlyWeapon?: number;
}

/** ms between two looks at the world: ten a second, while hands and feet move every tick. */
export const LOOK_INTERVAL = 100;

/** Units by which another target has to be nearer before a bot changes its mind. */
const LOYALTY = 150;
/** Units of distance that a point of an enemy's health is worth. */
const PREY = 2;
/** Units of distance that it is worth to shoot at whom a mate shoots at. */
const FOCUS = 900;
/** ms for which a beginner holds the trigger, or lets it go, at a time. */
const BURST_MIN = 200;
const BURST_MAX = 700;

export function createBot({ terrain, seed, skill, onlyWeapon }: BotOptions): Bot {
  return new Mind(terrain, createRandom(seed), skill, onlyWeapon === undefined ? null : armament(onlyWeapon));
}

class Mind implements Bot {
  readonly #terrain: Terrain;
  readonly #random: Random;
  readonly #abilities: Abilities;
  readonly #onlyArm: Armament | null;
  readonly #tracker: Tracker;
  readonly #hand: Hand;
  readonly #feet: Footwork;
  readonly #errands: Errands;
  readonly #squad: Squad;
  readonly #tickMs: number;
  #lookTick = -1;
  #isAlive = false;
  #enemy: Track | null = null;
  #armament: Armament = PULSE_ARM;
  /** Somebody fired at it or near it, and it will have understood by then. */
  #alert: { angle: number; isNear: boolean; tick: number } | null = null;
  #holdsTrigger = false;
  #burstUntil = 0;

  constructor(terrain: Terrain, random: Random, skill: number, onlyArm: Armament | null) {
    const navigation = navigationOf(terrain.map);
    this.#terrain = terrain;
    this.#random = random;
    this.#abilities = abilitiesOf(skill);
    this.#onlyArm = onlyArm;
    this.#tickMs = 1000 / terrain.tickRate;
    this.#tracker = new Tracker(this.#abilities, terrain.tickRate);
    this.#hand = new Hand(this.#abilities, random);
    this.#feet = new Footwork(navigation, this.#abilities, random, terrain.tickRate);
    this.#errands = new Errands(terrain.map, navigation, this.#abilities, random, terrain.tickRate);
    this.#squad = new Squad(terrain.tickRate);
  }

  setSkill(skill: number): void {
    Object.assign(this.#abilities, abilitiesOf(skill));
  }

  think(view: BotView, out: InputFrame): void {
    out.viewTick = view.tick * VIEW_TICK;
    if (!view.self.alive || !view.isPlaying) {
      this.#isAlive = false;
      this.#rest(out);
      return;
    }
    if (!this.#isAlive) this.#begin(view);
    if (view.lookTick !== this.#lookTick) {
      this.#lookTick = view.lookTick;
      this.#look(view);
    }
    this.#act(view, out);
  }

  #rest(out: InputFrame): void {
    out.moveX = 0;
    out.moveY = 0;
    out.aim = toTurn(this.#hand.angle);
    out.buttons = 0;
    out.weapon = PULSE_ARM.weapon;
  }

  /** A new life in a new place: what was going on is over. */
  #begin(view: BotView): void {
    this.#isAlive = true;
    this.#enemy = null;
    this.#alert = null;
    this.#tracker.forget();
    this.#errands.abandon();
    this.#feet.restart(view);
  }

  #look(view: BotView): void {
    this.#tracker.look(view, this.#random);
    this.#errands.look(view);
    this.#squad.look(view);
    this.#listen(view);
    const lost = this.#enemy;
    this.#enemy = this.#chooseEnemy(view);
    if (lost && !this.#enemy && !lost.isInSight) this.#errands.follow(lost, view.tick);
    if (this.#enemy) this.#fight(view, this.#enemy);
    else this.#wander(view);
    this.#feet.dodge(view);
  }

  #listen(view: BotView): void {
    const hit = view.hitsFrom[0];
    const noise = view.noises[0];
    const tick = view.tick + this.#abilities.reaction / this.#tickMs;
    if (hit !== undefined) this.#alert = { angle: hit, isNear: true, tick };
    else if (noise && !this.#alert) this.#alert = { angle: noise.angle, isNear: noise.isNear, tick };
    view.hitsFrom.length = 0;
    view.noises.length = 0;
  }

  /** Whom to fight: somebody noticed and in sight, near and weak rather than far and strong. */
  #chooseEnemy(view: BotView): Track | null {
    let best: Track | null = null;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const track of this.#tracker.tracks.values()) {
      if (!track.isInSight || track.isProtected || view.tick < track.noticedTick) continue;
      const x = track.x - view.self.x;
      const y = track.y - view.self.y;
      const distance = Math.sqrt(x * x + y * y);
      const cost = distance + track.health * PREY - (track.id === this.#enemy?.id ? LOYALTY : 0) - (this.#squad.isFocused(view, track) ? FOCUS : 0);
      if (cost >= bestCost) continue;
      best = track;
      bestCost = cost;
    }
    return best;
  }

  #fight(view: BotView, enemy: Track): void {
    this.#alert = null;
    const distance = Math.hypot(enemy.x - view.self.x, enemy.y - view.self.y);
    this.#armament = this.#onlyArm ?? armamentFor(distance, view.self.ammo, this.#armament);
    const refuge = this.#errands.refuge(view);
    if (!refuge || !this.#feet.walkTo(view, refuge)) {
      this.#feet.fight(view, enemy, this.#armament.range * this.#abilities.rangeShare, this.#squad.freeSide(view, enemy));
    }
    if (view.tick < this.#burstUntil) return;
    this.#burstUntil = view.tick + (BURST_MIN + (BURST_MAX - BURST_MIN) * this.#random()) / this.#tickMs;
    this.#holdsTrigger = this.#random() < this.#abilities.fireShare;
  }

  #wander(view: BotView): void {
    if (this.#alert && view.tick >= this.#alert.tick) {
      this.#errands.investigate(view, this.#alert.angle, this.#alert.isNear);
      this.#alert = null;
    }
    const goal = this.#errands.goal(view);
    const cover = this.#errands.isFetching ? null : (this.#squad.call(view) ?? this.#squad.cover(view));
    if (cover !== null) this.#feet.walkTo(view, cover);
    else if (!this.#feet.walkTo(view, goal, this.#squad.laneIn(view))) this.#errands.abandon();
  }

  /** What hands and feet do every tick, between two looks on what the last one showed. */
  #act(view: BotView, out: InputFrame): void {
    const enemy = this.#enemy;
    out.moveX = Math.round(this.#feet.x * STICK_FULL);
    out.moveY = Math.round(this.#feet.y * STICK_FULL);
    out.buttons = this.#feet.wantsDash ? BUTTON_DASH : 0;
    this.#feet.wantsDash = false;
    if (enemy) {
      const away = this.#aimAt(view, enemy);
      if (this.#holdsTrigger && away < this.#abilities.triggerTolerance && this.#isWithinReach(view, enemy)) out.buttons |= BUTTON_FIRE;
    } else {
      const heading = this.#feet.x === 0 && this.#feet.y === 0 ? this.#hand.angle : Math.atan2(this.#feet.y, this.#feet.x);
      this.#hand.turnTo(heading, this.#tickMs);
    }
    out.aim = toTurn(this.#hand.angle);
    out.weapon = this.#armament.weapon;
  }

  /** Turns towards where the enemy will be when the shot arrives, as far as the bot can tell; returns how far off the hand still is. */
  #aimAt(view: BotView, enemy: Track): number {
    const since = ((view.tick - enemy.seenTick) * this.#tickMs) / 1000;
    const distance = Math.hypot(enemy.x - view.self.x, enemy.y - view.self.y);
    const ahead = since + (distance / this.#armament.speed) * this.#abilities.lead;
    const x = enemy.x + enemy.velocityX * ahead - view.self.x;
    const y = enemy.y + enemy.velocityY * ahead - view.self.y;
    return this.#hand.turnTo(Math.atan2(y, x), this.#tickMs);
  }

  /** Whether a shot could get there. Between two looks somebody may step behind a wall: nobody fires at a wall. */
  #isWithinReach(view: BotView, enemy: Track): boolean {
    const since = ((view.tick - enemy.seenTick) * this.#tickMs) / 1000;
    const { x, y } = view.self;
    const enemyX = enemy.x + enemy.velocityX * since;
    const enemyY = enemy.y + enemy.velocityY * since;
    const distance = Math.hypot(enemyX - x, enemyY - y);
    if (distance > this.#armament.reach || distance < this.#armament.nearest) return false;
    return isSightClear(this.#terrain, Math.round(x * UNIT), Math.round(y * UNIT), Math.round(enemyX * UNIT), Math.round(enemyY * UNIT));
  }
}

function toTurn(angle: number): number {
  return Math.round((angle / (2 * Math.PI)) * TURN) & (TURN - 1);
}
