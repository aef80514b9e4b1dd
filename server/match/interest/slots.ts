import type { Body, World } from "../../../shared/sim/world.ts";

/** Ids are 16 bits. */
const IDS = 65_536;
const NONE = -1;

/** Small numbers for the bodies of a match, so that a set of bodies is a few words. One is given out again once nobody remembers its body. */
export class Slots {
  /** By id; 0: none, else the slot and one. */
  readonly #slots = new Uint16Array(IDS);
  /** By slot: its id, 0 when free; the last tick in which its body was there; and where in `bodies` it was then. */
  ids = new Uint16Array(64);
  #ticks = new Int32Array(64);
  #indices = new Uint16Array(64);

  /** Words that a set of slots takes. */
  get words(): number {
    return this.ids.length / 32;
  }

  /** -1 for an id that nobody has, or had of late. */
  of(id: number): number {
    return (this.#slots[id] ?? 0) - 1;
  }

  /** The body of an id in the world that slots were assigned for last; undefined when it is not there. */
  bodyOf({ bodies }: World, id: number): Body | undefined {
    const body = bodies[this.#indices[this.of(id)] ?? 0];
    return body?.id === id ? body : undefined;
  }

  /** Every body of the world has one from now on; who left is forgotten after `kept` ticks. */
  assign({ bodies, tick }: World, kept: number): void {
    for (let slot = 0; slot < this.ids.length; slot += 1) {
      const id = this.ids[slot] ?? 0;
      if (id !== 0 && tick - (this.#ticks[slot] ?? 0) > kept) {
        this.#slots[id] = 0;
        this.ids[slot] = 0;
      }
    }
    let free = 0;
    for (let index = 0; index < bodies.length; index += 1) {
      const id = bodies[index]?.id ?? 0;
      let slot = this.of(id);
      if (slot === NONE) {
        while ((this.ids[free] ?? 0) !== 0) free += 1;
        if (free >= this.ids.length) this.#grow();
        slot = free;
        this.ids[slot] = id;
        this.#slots[id] = slot + 1;
      }
      this.#ticks[slot] = tick;
      this.#indices[slot] = index;
    }
  }

  #grow(): void {
    const ids = new Uint16Array(2 * this.ids.length);
    ids.set(this.ids);
    this.ids = ids;
    const ticks = new Int32Array(ids.length);
    ticks.set(this.#ticks);
    this.#ticks = ticks;
    const indices = new Uint16Array(ids.length);
    indices.set(this.#indices);
    this.#indices = indices;
  }
}
