import { flownX, flownY, type Start, startOf } from "./flight.ts";
import { FIGHTER_SPEED, FIRE_PERIOD, FLAG_ALIVE, FLAG_FIRING, SHOT_LIFE, SHOTS_EACH, WORLD } from "./workload.ts";

/** Ticks that a fighter is seen firing. */
const FIRING_TICKS = 3;
/** Chance per tick that a fighter takes up another turn, and that its health changes. */
const TURN_CHANCE = 1 / 20;
const HEALTH_CHANCE = 1 / 30;
/** Turns per tick, at most. */
const TURN_MAX = 0.012;

export interface Fighter {
  readonly id: number;
  /** Units. */
  x: number;
  y: number;
  /** Turns, 0 up to 1. */
  angle: number;
  /** Turns per tick. */
  turn: number;
  flags: number;
  /** 0..100 */
  health: number;
}

/** A place for a shot, used again and again. */
export interface Shot {
  /** Its index. */
  readonly place: number;
  /** How many shots there were before it; -1 while the place was never used. */
  serial: number;
  start: Start;
  /** The tick of the start. */
  born: number;
  isLive: boolean;
  /** Units, now. */
  x: number;
  y: number;
  /** Turns. */
  angle: number;
}

/** What all stacks replicate: fighters who wander and shoot, the same in every run. There are no rules to win by. */
export class Arena {
  tick = 0;
  readonly fighters: readonly Fighter[];
  /** `SHOTS_EACH` places for each fighter. */
  readonly shots: readonly Shot[];
  /** Indices into `shots`: what came into being and what ended in this tick. */
  readonly spawned: number[] = [];
  readonly expired: number[] = [];
  #serial = 0;
  #random: number;

  constructor(players: number, seed = 1) {
    this.#random = seed;
    this.fighters = Array.from({ length: players }, (_, id) => ({
      id,
      x: this.#chance() * WORLD,
      y: this.#chance() * WORLD,
      angle: this.#chance(),
      turn: 0,
      flags: FLAG_ALIVE,
      health: 100,
    }));
    this.shots = Array.from({ length: players * SHOTS_EACH }, (_, place) => ({
      place,
      serial: -1,
      start: { x: 0, y: 0, direction: 0 },
      born: 0,
      isLive: false,
      x: 0,
      y: 0,
      angle: 0,
    }));
  }

  step(): void {
    this.tick += 1;
    this.#fly();
    this.spawned.length = 0;
    for (const fighter of this.fighters) {
      this.#wander(fighter);
      const since = (this.tick + fighter.id) % FIRE_PERIOD;
      if (since === 0) this.#fire(fighter);
      fighter.flags = since < FIRING_TICKS ? FLAG_ALIVE | FLAG_FIRING : FLAG_ALIVE;
    }
  }

  #fly(): void {
    this.expired.length = 0;
    for (let index = 0; index < this.shots.length; index += 1) {
      const shot = this.shots[index];
      if (!shot?.isLive) continue;
      const age = this.tick - shot.born;
      if (age >= SHOT_LIFE) {
        shot.isLive = false;
        this.expired.push(index);
        continue;
      }
      shot.x = flownX(shot.start, age);
      shot.y = flownY(shot.start, age);
    }
  }

  #wander(fighter: Fighter): void {
    if (this.#chance() < TURN_CHANCE) fighter.turn = (this.#chance() * 2 - 1) * TURN_MAX;
    if (this.#chance() < HEALTH_CHANCE) fighter.health = Math.floor(this.#chance() * 101);
    let angle = fighter.angle + fighter.turn;
    let x = fighter.x + Math.cos(angle * 2 * Math.PI) * FIGHTER_SPEED;
    let y = fighter.y + Math.sin(angle * 2 * Math.PI) * FIGHTER_SPEED;
    if (x < 0 || x > WORLD) {
      x = Math.min(Math.max(x, 0), WORLD);
      angle = 0.5 - angle;
    }
    if (y < 0 || y > WORLD) {
      y = Math.min(Math.max(y, 0), WORLD);
      angle = -angle;
    }
    fighter.x = x;
    fighter.y = y;
    fighter.angle = angle - Math.floor(angle);
  }

  /** The place of the shot before the last `SHOTS_EACH` is free again: that one's life is over. */
  #fire(fighter: Fighter): void {
    const count = Math.floor((this.tick + fighter.id) / FIRE_PERIOD);
    const index = fighter.id * SHOTS_EACH + (count % SHOTS_EACH);
    const shot = this.shots[index];
    if (shot === undefined) return;
    shot.serial = this.#serial++;
    shot.start = startOf(fighter.x, fighter.y, fighter.angle);
    shot.born = this.tick;
    shot.isLive = true;
    shot.x = flownX(shot.start, 0);
    shot.y = flownY(shot.start, 0);
    shot.angle = fighter.angle;
    this.spawned.push(index);
  }

  /** 0 up to 1. */
  #chance(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.#random ^ (this.#random >>> 15), this.#random | 1);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
