import { newProjectile, type Projectile, stepProjectile } from "../../../shared/sim/projectiles.ts";
import type { World } from "../../../shared/sim/world.ts";
import type { Flying } from "./flying.ts";
import type { Happened } from "./happened.ts";

/** As many are flown on at once: more than a full match makes. Of one too many, screens show its way to the next wall. */
const GONE_MAX = 1024;

/**
 * Projectiles that ended on somebody. Who was told of one and did not see its end flies it on by themselves, against walls. It
 * is flown on here in the same way, to say that it is gone where they would see it come back into sight.
 */
export class Gone {
  /** The first `count` are flown on. */
  readonly flights: Projectile[] = [];
  count = 0;
  /** Where those begin that ended in this tick. */
  fresh = 0;
  /** By index: whether somebody shows it still. */
  readonly #isShown: boolean[] = [];

  clear(): void {
    this.count = 0;
  }

  /** `before`: what flew at the end of the tick before this one. */
  advance({ terrain }: World, happened: Happened, before: Flying): void {
    let kept = 0;
    for (let index = 0; index < this.count; index += 1) {
      const flight = this.flights[index];
      if (flight === undefined || this.#isShown[index] !== true || stepProjectile(flight, terrain) !== "flying") continue;
      this.#swap(index, kept);
      kept += 1;
    }
    this.count = kept;
    this.fresh = kept;
    for (let index = 0; index < happened.struckCount && this.count < GONE_MAX; index += 1) this.#flyOn(happened.struck[index] ?? 0, before, terrain);
  }

  /** Somebody shows it flying: it is flown on in the next tick. */
  keep(index: number): void {
    this.#isShown[index] = true;
  }

  #flyOn(id: number, before: Flying, terrain: World["terrain"]): void {
    const flight = this.flights[this.count] ?? newProjectile();
    this.flights[this.count] = flight;
    if (!before.recall(id, flight) || stepProjectile(flight, terrain) !== "flying") return;
    this.#isShown[this.count] = false;
    this.count += 1;
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
