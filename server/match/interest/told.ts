/** Whom one observer was told of in each of the last ticks: bits by the slots that `Slots` gives out. */
export class Told {
  #bits = new Uint32Array(0);
  /** The tick that each entry of the ring is of. */
  #ticks = new Int32Array(0);
  #words = 0;
  /** When each slot was in sight last. */
  #seen = new Int32Array(0);
  #from = 0;
  #tick = -1;

  /** Begins a tick in which nobody has been told of yet. `slots`: how many there can be; `kept`: ticks that are remembered. */
  begin(tick: number, slots: number, kept: number): void {
    if (this.#words * 32 < slots || this.#ticks.length !== kept) this.#resize(slots, kept);
    const entry = tick % kept;
    this.#tick = tick;
    this.#ticks[entry] = tick;
    this.#from = entry * this.#words;
    this.#bits.fill(0, this.#from, this.#from + this.#words);
  }

  /** Notes a slot in this tick; false when it has been noted. */
  note(slot: number): boolean {
    const word = this.#from + (slot >> 5);
    const bits = this.#bits[word] ?? 0;
    const bit = 1 << (slot & 31);
    this.#bits[word] = bits | bit;
    return (bits & bit) === 0;
  }

  has(slot: number): boolean {
    return (((this.#bits[this.#from + (slot >> 5)] ?? 0) >>> (slot & 31)) & 1) !== 0;
  }

  had(slot: number, tick: number): boolean {
    const entry = tick % this.#ticks.length;
    if (this.#ticks[entry] !== tick) return false;
    return (((this.#bits[entry * this.#words + (slot >> 5)] ?? 0) >>> (slot & 31)) & 1) !== 0;
  }

  /** This one is in sight. */
  see(slot: number): void {
    this.#seen[slot] = this.#tick;
  }

  /** Whether it was in sight within so many ticks. */
  sawWithin(slot: number, ticks: number): boolean {
    const seen = this.#seen[slot] ?? 0;
    return seen > 0 && this.#tick - seen <= ticks;
  }

  #resize(slots: number, kept: number): void {
    const words = Math.ceil(slots / 32);
    const bits = new Uint32Array(words * kept);
    const ticks = new Int32Array(kept).fill(-1);
    if (this.#ticks.length === kept) {
      for (let entry = 0; entry < kept; entry += 1) bits.set(this.#bits.subarray(entry * this.#words, (entry + 1) * this.#words), entry * words);
      ticks.set(this.#ticks);
    }
    const seen = new Int32Array(slots);
    seen.set(this.#seen);
    this.#bits = bits;
    this.#ticks = ticks;
    this.#words = words;
    this.#seen = seen;
  }
}
