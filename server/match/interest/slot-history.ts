/** Sets of bodies, one for each of the last ticks: bits by the slots that `Slots` gives out. */
export class SlotHistory {
  /** The sets, one after the other. */
  bits = new Int32Array(0);
  /** The first word of the present one. */
  from = 0;
  /** Words to a set. */
  #words = 0;
  /** The tick that each set is of. */
  #ticks = new Int32Array(0);

  /** Begins a set, whose words are all still to be written. `words`: for as many slots as there can be; `kept`: ticks that are remembered, this one among them. */
  begin(tick: number, words: number, kept: number): void {
    if (this.#words < words || this.#ticks.length !== kept) this.#resize(words, kept);
    const entry = tick % kept;
    this.#ticks[entry] = tick;
    this.from = entry * this.#words;
  }

  add(slot: number): void {
    const word = this.from + (slot >> 5);
    this.bits[word] = (this.bits[word] ?? 0) | (1 << (slot & 31));
  }

  has(slot: number): boolean {
    return this.#isIn(this.from, slot);
  }

  /** False, too, for a tick that is not remembered. */
  had(slot: number, tick: number): boolean {
    const from = this.fromOf(tick);
    return from >= 0 && this.#isIn(from, slot);
  }

  /** The first word of the set of a tick; -1 when it is not remembered. */
  fromOf(tick: number): number {
    const entry = tick % this.#ticks.length;
    return this.#ticks[entry] === tick ? entry * this.#words : -1;
  }

  #isIn(from: number, slot: number): boolean {
    return (((this.bits[from + (slot >> 5)] ?? 0) >>> (slot & 31)) & 1) !== 0;
  }

  #resize(words: number, kept: number): void {
    const bits = new Int32Array(words * kept);
    const ticks = new Int32Array(kept).fill(-1);
    if (this.#ticks.length === kept) {
      for (let entry = 0; entry < kept; entry += 1) bits.set(this.bits.subarray(entry * this.#words, (entry + 1) * this.#words), entry * words);
      ticks.set(this.#ticks);
    }
    this.bits = bits;
    this.#ticks = ticks;
    this.#words = words;
  }
}
