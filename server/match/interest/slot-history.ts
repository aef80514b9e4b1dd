/** Sets of bodies, one for each of the last ticks: bits by the slots that `Slots` gives out. */
export class SlotHistory {
  #bits = new Int32Array(0);
  /** The tick that each entry of the ring is of. */
  #ticks = new Int32Array(0);
  #words = 0;
  #from = 0;

  /** Begins an empty set. `slots`: how many there can be; `kept`: ticks that are remembered, this one among them. */
  begin(tick: number, slots: number, kept: number): void {
    if (this.#words * 32 < slots || this.#ticks.length !== kept) this.#resize(slots, kept);
    const entry = tick % kept;
    this.#ticks[entry] = tick;
    this.#from = entry * this.#words;
    this.#bits.fill(0, this.#from, this.#from + this.#words);
  }

  /** Adds a slot to this tick's set; false when it was in it. */
  add(slot: number): boolean {
    const word = this.#from + (slot >> 5);
    const bits = this.#bits[word] ?? 0;
    const bit = 1 << (slot & 31);
    this.#bits[word] = bits | bit;
    return (bits & bit) === 0;
  }

  has(slot: number): boolean {
    return this.#isIn(this.#from, slot);
  }

  /** False, too, for a tick that is not remembered. */
  had(slot: number, tick: number): boolean {
    const entry = tick % this.#ticks.length;
    return this.#ticks[entry] === tick && this.#isIn(entry * this.#words, slot);
  }

  #isIn(from: number, slot: number): boolean {
    return (((this.#bits[from + (slot >> 5)] ?? 0) >>> (slot & 31)) & 1) !== 0;
  }

  #resize(slots: number, kept: number): void {
    const words = Math.ceil(slots / 32);
    const bits = new Int32Array(words * kept);
    const ticks = new Int32Array(kept).fill(-1);
    if (this.#ticks.length === kept) {
      for (let entry = 0; entry < kept; entry += 1) bits.set(this.#bits.subarray(entry * this.#words, (entry + 1) * this.#words), entry * words);
      ticks.set(this.#ticks);
    }
    this.#bits = bits;
    this.#ticks = ticks;
    this.#words = words;
  }
}
