/** Bits to a word. */
const WORD = 32;

/** Some of the events of a tick, by index. Read in their order, however they were marked. */
export class Marks {
  words = new Int32Array(8);
  count = 0;

  /** None of so many. */
  clear(events: number): void {
    this.#fit(events);
    this.words.fill(0, 0, this.count);
  }

  /** The same ones as others. */
  copy({ words, count }: Marks): void {
    this.#fit(count * WORD);
    for (let word = 0; word < count; word += 1) this.words[word] = words[word] ?? 0;
  }

  add(index: number): void {
    this.words[index >> 5] = (this.words[index >> 5] ?? 0) | (1 << (index & 31));
  }

  remove(index: number): void {
    this.words[index >> 5] = (this.words[index >> 5] ?? 0) & ~(1 << (index & 31));
  }

  has(index: number): boolean {
    return (((this.words[index >> 5] ?? 0) >>> (index & 31)) & 1) !== 0;
  }

  /** The first at or after an index; -1 for none. */
  next(index: number): number {
    let word = index >> 5;
    if (word >= this.count) return -1;
    let bits = (this.words[word] ?? 0) & (-1 << (index & 31));
    while (bits === 0) {
      word += 1;
      if (word >= this.count) return -1;
      bits = this.words[word] ?? 0;
    }
    return word * WORD + 31 - Math.clz32(bits & -bits);
  }

  #fit(events: number): void {
    this.count = Math.ceil(events / WORD);
    if (this.words.length < this.count) this.words = new Int32Array(2 * this.count);
  }
}
