import type { WireEventOf } from "../../../shared/protocol/events.ts";
import { NOISE_ANGLES, NOISE_STEP, NOISE_STEPS, NOISES } from "../../../shared/protocol/noise.ts";
import { HEARD_WITHIN } from "../../../shared/protocol/view.ts";
import { UNIT } from "../../../shared/sim/units.ts";

/** Noises that one client is told of in one tick: more at once are a din that no ear takes apart. */
export const NOISES_MAX = 4;

/** Stands for what makes no noise in a list of indices into NOISES. */
export const NO_NOISE = 255;

const NAMES: readonly string[] = NOISES;

/** The index of a noise; NO_NOISE for what is none. */
export function noiseNamed(name: string): number {
  const index = NAMES.indexOf(name);
  return index < 0 ? NO_NOISE : index;
}

/** Of so many of the nearest those that sound alike are told once. */
const KEPT = 2 * NOISES_MAX;

/** How many noises there are, by what, where from and how far: each has a number. */
export const NOISE_NUMBERS = NOISES.length * NOISE_ANGLES * NOISE_STEPS;

const noise: WireEventOf<"noise"> = { kind: "noise", sound: 0, angle: 0, distance: 0 };

/** The noise of a number. One record, which the next call reuses. */
export function noiseOf(number: number): WireEventOf<"noise"> {
  noise.distance = number % NOISE_STEPS;
  noise.angle = Math.floor(number / NOISE_STEPS) % NOISE_ANGLES;
  noise.sound = Math.floor(number / (NOISE_STEPS * NOISE_ANGLES));
  return noise;
}

/** The nearest of what one client hears in one tick without seeing it: no place, a direction and a coarse distance. */
export class Noises {
  /** Nearest first: how far, 1/256 unit, squared; where from; index into NOISES. */
  readonly #squares = new Float64Array(KEPT);
  readonly #dx = new Int32Array(KEPT);
  readonly #dy = new Int32Array(KEPT);
  readonly #sounds = new Uint8Array(KEPT);
  #count = 0;
  /** Numbers of those that are told: the first `toldCount`. */
  readonly told = new Uint16Array(NOISES_MAX);
  toldCount = 0;

  /** From within how far there is room for another, 1/256 unit, squared. */
  reach = 0;

  /** Nothing is heard yet. */
  begin(): void {
    this.#count = 0;
    this.toldCount = 0;
    this.reach = (HEARD_WITHIN * UNIT) ** 2;
  }

  /** `sound`: index into NOISES, from (dx, dy) of the ear, 1/256 unit, within `reach`. */
  hear(sound: number, dx: number, dy: number): void {
    const square = dx * dx + dy * dy;
    if (this.#count < KEPT) this.#count += 1;
    let at = this.#count - 1;
    for (; at > 0 && (this.#squares[at - 1] ?? 0) > square; at -= 1) {
      this.#squares[at] = this.#squares[at - 1] ?? 0;
      this.#dx[at] = this.#dx[at - 1] ?? 0;
      this.#dy[at] = this.#dy[at - 1] ?? 0;
      this.#sounds[at] = this.#sounds[at - 1] ?? 0;
    }
    this.#squares[at] = square;
    this.#dx[at] = dx;
    this.#dy[at] = dy;
    this.#sounds[at] = sound;
    if (this.#count === KEPT) this.reach = this.#squares[KEPT - 1] ?? 0;
  }

  /** Chooses what is told: the same from the same side once, as how many there are is more than an ear can tell. */
  choose(): void {
    for (let index = 0; index < this.#count && this.toldCount < NOISES_MAX; index += 1) {
      const angle = angleStep(this.#dx[index] ?? 0, this.#dy[index] ?? 0);
      const number = ((this.#sounds[index] ?? 0) * NOISE_ANGLES + angle) * NOISE_STEPS + distanceStep(this.#squares[index] ?? 0);
      if (this.#isTold(number)) continue;
      this.told[this.toldCount] = number;
      this.toldCount += 1;
    }
  }

  #isTold(number: number): boolean {
    for (let index = 0; index < this.toldCount; index += 1) if (this.told[index] === number) return true;
    return false;
  }
}

function angleStep(dx: number, dy: number): number {
  const step = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * NOISE_ANGLES);
  return (step + NOISE_ANGLES) % NOISE_ANGLES;
}

function distanceStep(square: number): number {
  return Math.min(NOISE_STEPS - 1, Math.floor(Math.sqrt(square) / (NOISE_STEP * UNIT)));
}
