/**
 * What is asked of entities for every viewer in every tick, side by side: of one that is looked at, all of it comes out of memory
 * together. By handle, in words:
 *
 *     IDENTITY     twice the number of the entity that has the handle, plus 1 where everybody is sent it; 0: none has it
 *     SLOW_AT      the tick in which one of its slow fields changed last
 *     FAST_AT      the same of its fast fields
 *     ENCODED_AT   the tick in which its pieces were written into the arena
 *     FIXED, SLOW, FAST, END   where they begin there, one behind the other, and where the last one ends
 */
export const IDENTITY = 0;
export const SLOW_AT = 1;
export const FAST_AT = 2;
export const ENCODED_AT = 3;
export const FIXED = 4;
export const SLOW = 5;
export const FAST = 6;
export const END = 7;

/** Words of one entity: two entities to a line of the processor's cache. */
const WORDS = 8;

export class Facts {
  words = new Int32Array(64 * WORDS);
  #numbers = 0;

  /** The first word of the entity with that handle. */
  at(handle: number): number {
    return handle * WORDS;
  }

  /** Another entity has the handle from now on; all its fields count as changed in the tick. */
  enter(handle: number, isForEverybody: boolean, tick: number): void {
    if ((handle + 1) * WORDS > this.words.length) this.#grow();
    const at = this.at(handle);
    this.#numbers += 1;
    this.words.fill(0, at, at + WORDS);
    this.words[at + IDENTITY] = 2 * this.#numbers + (isForEverybody ? 1 : 0);
    this.words[at + SLOW_AT] = tick;
    this.words[at + FAST_AT] = tick;
  }

  leave(handle: number): void {
    this.words[this.at(handle) + IDENTITY] = 0;
  }

  /** The tick in which any of its fields changed last. */
  changedAt(handle: number): number {
    const at = this.at(handle);
    return Math.max(this.words[at + SLOW_AT] ?? 0, this.words[at + FAST_AT] ?? 0);
  }

  #grow(): void {
    const grown = new Int32Array(this.words.length * 2);
    grown.set(this.words);
    this.words = grown;
  }
}

export function isForEverybody(identity: number): boolean {
  return (identity & 1) === 1;
}
