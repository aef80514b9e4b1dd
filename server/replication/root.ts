import type { Bytes, TickArena } from "./bytes.ts";
import { elementsOf, type Row } from "./fields.ts";
import type { ArrayOfRoot, Layout } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { addElement, addRef, changeElement, clearElements, switchTo, writeField, writeFields } from "./wire.ts";

/** Patches of viewers that were sent the root within this many ticks are told apart; an older one is sent all of it. */
const AGES = 8;

/** An array of the root, and when which of its elements changed last. */
class ArrayChanges {
  readonly array: ArrayOfRoot;
  readonly #remembered = new Remembered(0);
  readonly #changedAt: number[] = [];
  /** Elements; -1 before the first comparison. */
  #length = -1;
  #resizedAt = 0;
  #newestChange = 0;

  constructor(array: ArrayOfRoot) {
    this.array = array;
  }

  compare(elements: ArrayLike<unknown>, tick: number): void {
    if (elements.length !== this.#length) {
      this.#length = elements.length;
      this.#resizedAt = tick;
      this.#newestChange = tick;
    }
    for (let index = 0; index < elements.length; index++) {
      if (!this.#remembered.note(index, elements[index])) continue;
      this.#changedAt[index] = tick;
      this.#newestChange = tick;
    }
  }

  /** Appends what changed after the tick `sentAt`. */
  writeSince(sentAt: number, out: Bytes): void {
    if (this.#newestChange <= sentAt) return;
    switchTo(out, this.array.ref);
    if (this.#resizedAt > sentAt) {
      clearElements(out);
      this.#writeAll(out);
      return;
    }
    for (let index = 0; index < this.#length; index++) {
      if ((this.#changedAt[index] ?? 0) > sentAt) changeElement(out, index, this.array.field.write, this.#remembered.at(index));
    }
  }

  writeSnapshot(out: Bytes): void {
    switchTo(out, this.array.ref);
    this.#writeAll(out);
  }

  #writeAll(out: Bytes): void {
    for (let index = 0; index < this.#length; index++) addElement(out, index, this.array.field.write, this.#remembered.at(index));
  }
}

/** The fields of the state itself, which everybody gets: what changed is encoded once per tick and shared. */
export class Root {
  readonly #layout: Layout;
  readonly #row: Row;
  readonly #arena: TickArena;
  readonly #remembered: Remembered;
  readonly #changedAt: number[];
  readonly #arrays: readonly ArrayChanges[];
  /** By the age of what a viewer has: where its piece stands in the arena, and in which tick it was written. */
  readonly #pieces = Array.from({ length: AGES + 1 }, () => ({ encodedAt: 0, start: 0, length: 0 }));

  constructor(layout: Layout, row: Row, arena: TickArena) {
    this.#layout = layout;
    this.#row = row;
    this.#arena = arena;
    this.#remembered = new Remembered(layout.primitives.length);
    this.#changedAt = layout.primitives.map(() => arena.tick);
    this.#arrays = layout.arrays.map((array) => new ArrayChanges(array));
    this.compare();
  }

  compare(): void {
    const { tick } = this.#arena;
    this.#layout.primitives.forEach((field, place) => {
      if (this.#remembered.note(place, this.#row[field.name])) this.#changedAt[place] = tick;
    });
    for (const changes of this.#arrays) changes.compare(elementsOf(this.#row, changes.array.field.name), tick);
  }

  /** Appends what changed after the tick `sentAt`. Stands at the front of a patch, where a decoder expects fields of the root. */
  copySince(sentAt: number, out: Bytes): void {
    const age = Math.min(AGES, this.#arena.tick - sentAt);
    const piece = this.#pieces[age];
    if (piece === undefined) return;
    const { bytes, tick } = this.#arena;
    if (piece.encodedAt !== tick) {
      piece.start = bytes.offset;
      this.#writeSince(age === AGES ? 0 : sentAt, bytes);
      piece.length = bytes.offset - piece.start;
      piece.encodedAt = tick;
    }
    out.copy(bytes.memory, piece.start, piece.length);
  }

  #writeSince(sentAt: number, out: Bytes): void {
    this.#layout.primitives.forEach((field, place) => {
      if ((this.#changedAt[place] ?? 0) > sentAt) writeField(out, field, this.#remembered.at(place));
    });
    for (const changes of this.#arrays) changes.writeSince(sentAt, out);
  }

  /** The whole root with its collections, which are empty so far but for arrays. */
  writeSnapshot(out: Bytes): void {
    writeFields(out, this.#layout.primitives, this.#remembered);
    for (const { field, ref } of this.#layout.arrays) addRef(out, field.index, ref);
    for (const { index, ref } of this.#layout.kinds) addRef(out, index, ref);
    for (const changes of this.#arrays) changes.writeSnapshot(out);
  }
}
