import type { World } from "../../../shared/sim/world.ts";

/** Ids are 16 bits. */
const IDS = 65_536;
const NONE = -1;

/** Small numbers for the bodies of a match, so that a set of bodies is a few words. One is given out again once nobody remembers its body. */
export class Slots {
  /** By id; 0: none, else the slot and one. */
  readonly #slots = new Uint16Array(IDS);
  /** By slot: its id, 0 when free, and the last tick in which its body was there. */
  #ids = new Uint16Array(64);
  #ticks = new Int32Array(64);

  get capacity(): number {
    return this.#ids.length;
  }

  /** -1 for an id that nobody has, or had of late. */
  of(id: number): number {
    return (this.#slots[id] ?? 0) - 1;
  }

  /** Every body of the world has one from now on; who left is forgotten after `kept` ticks. */
  assign({ bodies, tick }: World, kept: number): void {
    for (const { id } of bodies) {
      const slot = this.of(id);
      if (slot !== NONE) this.#ticks[slot] = tick;
    }
    for (let slot = 0; slot < this.#ids.length; slot += 1) {
      const id = this.#ids[slot] ?? 0;
      if (id !== 0 && tick - (this.#ticks[slot] ?? 0) > kept) {
        this.#slots[id] = 0;
        this.#ids[slot] = 0;
      }
    }
    let free = 0;
    for (const { id } of bodies) {
      if (this.of(id) !== NONE) continue;
      while ((this.#ids[free] ?? 0) !== 0) free += 1;
      if (free >= this.#ids.length) this.#grow();
      this.#ids[free] = id;
      this.#ticks[free] = tick;
      this.#slots[id] = free + 1;
    }
  }

  #grow(): void {
    const ids = new Uint16Array(2 * this.#ids.length);
    ids.set(this.#ids);
    this.#ids = ids;
    const ticks = new Int32Array(ids.length);
    ticks.set(this.#ticks);
    this.#ticks = ticks;
  }
}
