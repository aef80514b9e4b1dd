import { type InputFrame, neutralFrame } from "../../../shared/sim/frame.ts";
import { MOVEMENT } from "../../../shared/sim/pace.ts";
import { STICK_FULL, UNIT } from "../../../shared/sim/units.ts";
import type { Body } from "../../../shared/sim/world.ts";

/** Units to either side of its place that a target strafes. */
const BEAT = 190;
/** ms between two turns, at random: nobody knows the next. */
const TURN_LEAST = 500;
const TURN_MOST = 1400;
/** Units off its line, thrown there by a blast, at which a target steers back. */
const OFF_LINE = 6;

/** Strafes to and fro across its place, and turns back without warning. */
export class Target {
  readonly id: number;
  readonly home: Readonly<{ x: number; y: number }>;
  readonly frame: InputFrame = neutralFrame(0, 0, 0);
  readonly #random: () => number;
  readonly #tickRate: number;
  #way: number;
  #turnsIn = 0;

  /** `random`: 0..1. */
  constructor(id: number, home: Readonly<{ x: number; y: number }>, tickRate: number, random: () => number) {
    this.id = id;
    this.home = home;
    this.#tickRate = tickRate;
    this.#random = random;
    this.#way = random() < 0.5 ? -1 : 1;
  }

  /** Writes the frame of the coming tick. `speed`: units per second, at most a body's top speed. */
  think(body: Body, speed: number): void {
    this.#turnsIn -= 1;
    if (this.#turnsIn <= 0) {
      this.#way = -this.#way;
      this.#turnsIn = Math.round(((TURN_LEAST + this.#random() * (TURN_MOST - TURN_LEAST)) * this.#tickRate) / 1000);
    }
    const away = body.x / UNIT - this.home.x;
    if (Math.abs(away) > BEAT) this.#way = -Math.sign(away);
    const off = this.home.y - body.y / UNIT;
    this.frame.moveX = Math.round((this.#way * STICK_FULL * Math.min(speed, MOVEMENT.topSpeed)) / MOVEMENT.topSpeed);
    this.frame.moveY = Math.abs(off) > OFF_LINE ? Math.round((Math.sign(off) * STICK_FULL) / 4) : 0;
    this.frame.aim = body.aim;
  }
}
