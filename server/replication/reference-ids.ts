/**
 * The reference ids of one client: the lowest free ones, because an id takes one byte up to 127. A decoder that is given an id
 * it still knows goes on with the old instance, whatever its class. Hence two rules:
 *
 * - what a patch freed is given out again by a later patch only: the decoder forgets instances when a patch is at its end;
 * - a snapshot gives out no id that was ever used before it: nobody knows which patches its client has had. Behind the
 *   snapshot every id is free again that the snapshot did not take, for whoever decoded it has dropped all the others.
 */
export class ReferenceIds {
  readonly #first: number;
  /** Bit sets by id. */
  #taken = new Uint32Array(8);
  #used = new Uint32Array(8);
  readonly #freed: number[] = [];
  #isSnapshot = false;

  /** `first`: the lowest id to give out. */
  constructor(first: number) {
    this.#first = first;
  }

  beginSnapshot(): void {
    this.#taken.fill(0);
    this.#freed.length = 0;
    this.#isSnapshot = true;
  }

  beginPatch(): void {
    this.#isSnapshot = false;
    for (const id of this.#freed) this.#taken[id >>> 5] = (this.#taken[id >>> 5] ?? 0) & ~(1 << (id & 31));
    this.#freed.length = 0;
  }

  /** The lowest id from `from` on that may be given out. */
  acquire(from: number): number {
    const start = Math.max(from, this.#first);
    let word = start >>> 5;
    let free = this.#freeIn(word) & (-1 << (start & 31));
    while (free === 0) free = this.#freeIn(++word);
    const bit = free & -free;
    const id = (word << 5) + 31 - Math.clz32(bit);
    if (word >= this.#taken.length) this.#grow(word);
    this.#taken[word] = (this.#taken[word] ?? 0) | bit;
    this.#used[word] = (this.#used[word] ?? 0) | bit;
    return id;
  }

  release(id: number): void {
    this.#freed.push(id);
  }

  #freeIn(word: number): number {
    const taken = this.#taken[word] ?? 0;
    return ~(this.#isSnapshot ? taken | (this.#used[word] ?? 0) : taken);
  }

  #grow(word: number): void {
    const taken = new Uint32Array((word + 1) * 2);
    const used = new Uint32Array(taken.length);
    taken.set(this.#taken);
    used.set(this.#used);
    this.#taken = taken;
    this.#used = used;
  }
}
