import { gaussian, type Random } from "./random.ts";
import type { Abilities } from "./skill.ts";

/** ms in which an aiming error wanders off and back: a hand corrects itself about twice a second. */
const ERROR_TIME = 450;
/** Share of the remaining angle that is turned per second, before the limit of speed: hands slow down near the target. */
const APPROACH = 14;

/** The angle from `from` to `to` the short way, -π..π. */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from) % (2 * Math.PI);
  if (turn > Math.PI) return turn - 2 * Math.PI;
  return turn < -Math.PI ? turn + 2 * Math.PI : turn;
}

/** The hand on the mouse: turns no faster than it can, and never quite to where it means to. */
export class Hand {
  /** Radians; where it points now. */
  angle = 0;
  #error = 0;
  readonly #abilities: Abilities;
  readonly #random: Random;

  constructor(abilities: Abilities, random: Random) {
    this.#abilities = abilities;
    this.#random = random;
  }

  /** One step of `elapsed` ms towards an angle; returns how far from where it means to point it then is, its error left out as it does not know it. */
  turnTo(wanted: number, elapsed: number): number {
    const { aimError, turnSpeed } = this.#abilities;
    const kept = Math.exp(-elapsed / ERROR_TIME);
    this.#error = this.#error * kept + aimError * Math.sqrt(1 - kept * kept) * gaussian(this.#random);
    const away = turnBetween(this.angle, wanted + this.#error);
    const most = (turnSpeed * elapsed) / 1000;
    const turn = away * Math.min(1, (APPROACH * elapsed) / 1000);
    this.angle += Math.min(most, Math.max(-most, turn));
    return Math.abs(turnBetween(this.angle, wanted + this.#error));
  }
}
