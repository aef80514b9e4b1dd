import type { WireEventOf } from "../../../shared/protocol/events.ts";
import { NOISE_ANGLES, NOISE_STEP, NOISE_STEPS, NOISES } from "../../../shared/protocol/noise.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Pieces } from "./pieces.ts";

/** Noises that one client is told of in one tick: more at once are a din that no ear takes apart. */
export const NOISES_MAX = 4;

export type Noise = (typeof NOISES)[number];

/** The nearest of what one client hears in one tick without seeing it: no place, a direction and a coarse distance. */
export class Noises {
  /** Nearest first. */
  readonly #heard: WireEventOf<"noise">[] = Array.from({ length: NOISES_MAX }, () => ({ kind: "noise", sound: 0, angle: 0, distance: 0 }));
  /** 1/256 unit, squared. */
  readonly #squares = new Float64Array(NOISES_MAX);
  #count = 0;

  /** From (dx, dy) of the ear, 1/256 unit. */
  hear(noise: Noise, dx: number, dy: number): void {
    const square = dx * dx + dy * dy;
    if (this.#count === NOISES_MAX && square >= (this.#squares[NOISES_MAX - 1] ?? 0)) return;
    const sound = NOISES.indexOf(noise);
    const angle = angleStep(dx, dy);
    const distance = distanceStep(square);
    // The same from the same side once: how many there are is more than an ear can tell.
    for (let index = 0; index < this.#count; index += 1) {
      const other = this.#heard[index];
      if (other !== undefined && other.sound === sound && other.angle === angle && other.distance === distance) return;
    }
    this.#insert(square, sound, angle, distance);
  }

  /** Puts them into a client's batch, and is empty for the next one's. */
  tell(pieces: Pieces): void {
    for (let index = 0; index < this.#count; index += 1) {
      const noise = this.#heard[index];
      if (noise !== undefined) pieces.add(noise);
    }
    this.#count = 0;
  }

  #insert(square: number, sound: number, angle: number, distance: number): void {
    if (this.#count < NOISES_MAX) this.#count += 1;
    let at = this.#count - 1;
    const record = this.#heard[at];
    if (record === undefined) return;
    for (; at > 0 && (this.#squares[at - 1] ?? 0) > square; at -= 1) {
      const farther = this.#heard[at - 1];
      if (farther !== undefined) this.#heard[at] = farther;
      this.#squares[at] = this.#squares[at - 1] ?? 0;
    }
    record.sound = sound;
    record.angle = angle;
    record.distance = distance;
    this.#heard[at] = record;
    this.#squares[at] = square;
  }
}

function angleStep(dx: number, dy: number): number {
  const step = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * NOISE_ANGLES);
  return (step + NOISE_ANGLES) % NOISE_ANGLES;
}

function distanceStep(square: number): number {
  return Math.min(NOISE_STEPS - 1, Math.floor(Math.sqrt(square) / (NOISE_STEP * UNIT)));
}
