import { newProjectile, type Projectile, stepProjectile } from "../../../shared/sim/projectiles.ts";
import type { World } from "../../../shared/sim/world.ts";
import type { Flying } from "./flying.ts";
import type { Happened } from "./happened.ts";

/** As many are flown on at once: more than a full match makes. Of one too many, screens show its way to the next wall. */
const GONE_MAX = 1024;

/** Stands for a projectile that is not flown on. */
export const NOT_FLOWN = -1;

/**
 * Projectiles that ended on somebody. Who was told of one and did not see its end flies it on by themselves, against walls. It
 * is flown on here in the same way, to say that it is gone where they would see it come back into sight.
 */
export class Gone {
  /** The first `count` are flown on. */
  readonly flights: Projectile[] = [];
  count = 0;
  /** By the place of an end in `Happened.ends`: index into `flights`, or NOT_FLOWN. */
  readonly byEnd: number[] = [];
  /** Ids of those that met a wall or got too old in this tick, here as on every screen: the first `overCount`. */
  readonly over: number[] = [];
  overCount = 0;
  /** By index: whether somebody shows it still. */
  readonly #isShown: boolean[] = [];

  clear(): void {
    this.count = 0;
    this.overCount = 0;
  }

  /** `before`: what flew at the end of the tick before this one. */
  advance({ terrain }: World, happened: Happened, before: Flying): void {
    this.overCount = 0;
    let kept = 0;
    for (let index = 0; index < this.count; index += 1) {
      const flight = this.flights[index];
      if (flight === undefined || this.#isShown[index] !== true) continue;
      if (stepProjectile(flight, terrain) === "flying") {
        this.#swap(index, kept);
        kept += 1;
      } else {
        this.over[this.overCount] = flight.id;
        this.overCount += 1;
      }
    }
    this.count = kept;
    for (let end = 0; end < happened.endedCount; end += 1) {
      const isOnSomebody = happened.victims[happened.ends[end] ?? 0] !== 0;
      this.byEnd[end] = isOnSomebody && this.count < GONE_MAX ? this.#flyOn(happened.ended[end] ?? 0, before, terrain) : NOT_FLOWN;
    }
  }

  /** Somebody shows it flying: it is flown on in the next tick. */
  keep(index: number): void {
    this.#isShown[index] = true;
  }

  #flyOn(id: number, before: Flying, terrain: World["terrain"]): number {
    const flight = this.flights[this.count] ?? newProjectile();
    this.flights[this.count] = flight;
    if (!before.recall(id, flight) || stepProjectile(flight, terrain) !== "flying") return NOT_FLOWN;
    this.#isShown[this.count] = false;
    this.count += 1;
    return this.count - 1;
  }

  /** Records are used again: none is in two places. */
  #swap(from: number, to: number): void {
    const flight = this.flights[from];
    const other = this.flights[to];
    if (flight === undefined || other === undefined) return;
    this.flights[from] = other;
    this.flights[to] = flight;
    this.#isShown[to] = true;
  }
}
