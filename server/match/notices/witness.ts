import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import type { Observer } from "./sight.ts";

/** Ids of projectiles are 16 bits. */
const IDS = 0x1_0000;

/** One client, from its joining or coming back on: what it has been told that still flies. */
export class Witness<Seer extends Observer> {
  readonly observer: Seer;
  readonly #told = new Uint8Array(IDS / 8);
  #tick = -1;
  #round = -1;

  constructor(observer: Seer) {
    this.observer = observer;
  }

  /**
   * A batch of this tick begins. Who missed one, or comes into another round, knows of nothing that flies. Nor does anybody of
   * the projectiles whose ids were given out in this tick, from one up to another: those who had them before are long over.
   */
  attend(tick: number, round: number, issuedFrom: number, issuedTo: number): void {
    if (tick - this.#tick > 1 || round !== this.#round) this.#told.fill(0);
    else for (let id = issuedFrom; id !== issuedTo; id = projectileIdAfter(id, 1)) this.forgetProjectile(id);
    this.#tick = tick;
    this.#round = round;
  }

  knowsProjectile(id: number): boolean {
    return (((this.#told[id >> 3] ?? 0) >> (id & 7)) & 1) !== 0;
  }

  tellProjectile(id: number): void {
    this.#told[id >> 3] = (this.#told[id >> 3] ?? 0) | (1 << (id & 7));
  }

  forgetProjectile(id: number): void {
    this.#told[id >> 3] = (this.#told[id >> 3] ?? 0) & ~(1 << (id & 7));
  }
}
