import type { WireEventOf } from "../../../shared/protocol/events.ts";
import { NOISE_ANGLES, NOISE_STEP, NOISE_STEPS, NOISES } from "../../../shared/protocol/noise.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Pieces } from "./pieces.ts";

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

const noise: WireEventOf<"noise"> = { kind: "noise", sound: 0, angle: 0, distance: 0 };

/** The nearest of what one client hears in one tick without seeing it: no place, a direction and a coarse distance. */
export class Noises {
  /** Nearest first: how far, 1/256 unit, squared; where from; index into NOISES. */
  readonly #squares = new Float64Array(KEPT);
  readonly #dx = new Int32Array(KEPT);
  readonly #dy = new Int32Array(KEPT);
  readonly #sounds = new Uint8Array(KEPT);
  /** Told already, by all that is told of them. */
  readonly #told = new Int32Array(NOISES_MAX);
  #count = 0;

  /** Whether there is room for something at (dx, dy) from the ear, 1/256 unit. */
  hasRoomFor(dx: number, dy: number): boolean {
    return this.#count < KEPT || dx * dx + dy * dy < (this.#squares[KEPT - 1] ?? 0);
  }

  /** `sound`: index into NOISES. There must be room for it. */
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
  }

  /** Puts them into a client's batch, and is empty for the next one's. */
  tell(pieces: Pieces): void {
    let told = 0;
    for (let index = 0; index < this.#count && told < NOISES_MAX; index += 1) {
      noise.sound = this.#sounds[index] ?? 0;
      noise.angle = angleStep(this.#dx[index] ?? 0, this.#dy[index] ?? 0);
      noise.distance = distanceStep(this.#squares[index] ?? 0);
      if (!this.#isNew(told)) continue;
      told += 1;
      pieces.add(noise);
    }
    this.#count = 0;
  }

  /** The same from the same side is told once: how many there are is more than an ear can tell. */
  #isNew(told: number): boolean {
    const all = (noise.sound * NOISE_ANGLES + noise.angle) * NOISE_STEPS + noise.distance;
    for (let index = 0; index < told; index += 1) if (this.#told[index] === all) return false;
    this.#told[told] = all;
    return true;
  }
}

function angleStep(dx: number, dy: number): number {
  const step = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * NOISE_ANGLES);
  return (step + NOISE_ANGLES) % NOISE_ANGLES;
}

function distanceStep(square: number): number {
  return Math.min(NOISE_STEPS - 1, Math.floor(Math.sqrt(square) / (NOISE_STEP * UNIT)));
}
