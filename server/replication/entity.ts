import { Bytes, type TickArena } from "./bytes.ts";
import { ENCODED_AT, END, FAST, FAST_AT, type Facts, FIXED, SLOW, SLOW_AT } from "./facts.ts";
import { type PrimitiveField, type Row, writeText } from "./fields.ts";
import type { Kind } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { writeFields, writeMapKey } from "./wire.ts";

/** Some fields of one entity that travel together, and what they held when they were last read. */
class Part {
  readonly #fields: readonly PrimitiveField[];
  readonly #row: Row;
  readonly #remembered: Remembered;

  constructor(fields: readonly PrimitiveField[], row: Row) {
    this.#fields = fields;
    this.#row = row;
    this.#remembered = new Remembered(fields.length);
    this.compare();
  }

  /** Reads the row; true when it holds something else than before. */
  compare(): boolean {
    let hasChanged = false;
    for (let place = 0; place < this.#fields.length; place++) {
      const field = this.#fields[place];
      if (field !== undefined && this.#remembered.note(place, this.#row[field.name])) hasChanged = true;
    }
    return hasChanged;
  }

  write(out: Bytes): void {
    writeFields(out, this.#fields, this.#remembered);
  }
}

/**
 * One entity as all viewers share it. What a viewer has had of it is the tick in which it was last sent; 0 is never. In the
 * arena its pieces stand one behind the other, fixed, slow, fast, so that whatever a viewer lacks is one stretch of bytes:
 * encoded when the first viewer needs some of it in a tick, copied from then on. Encoded is what the last comparison read, so
 * that all viewers are told the same. Where and when goes into the facts.
 */
export class Entity {
  readonly kind: Kind;
  readonly row: Row;
  /** Its entry in the map without the ref. */
  readonly entry: Uint8Array;
  readonly #facts: Facts;
  readonly #handle: number;
  readonly #fixed: Part;
  readonly #slow: Part;
  readonly #fast: Part;

  /** `handle`: its index in the map; unique among the entities that are there, and entered into the facts. */
  constructor(kind: Kind, handle: number, key: string, row: Row, facts: Facts) {
    this.kind = kind;
    this.row = row;
    const entry = new Bytes(16);
    writeMapKey(entry, handle, key, writeText);
    this.entry = entry.take(0);
    this.#facts = facts;
    this.#handle = handle;
    this.#fixed = new Part(kind.fixed, row);
    this.#slow = new Part(kind.slow, row);
    this.#fast = new Part(kind.fast, row);
  }

  /** Reads the row; true when it holds something else than before. */
  compare(tick: number): boolean {
    const hasSlowChanged = this.#slow.compare();
    const hasFastChanged = this.#fast.compare();
    const { words } = this.#facts;
    const at = this.#facts.at(this.#handle);
    if (hasSlowChanged) words[at + SLOW_AT] = tick;
    if (hasFastChanged) words[at + FAST_AT] = tick;
    return hasSlowChanged || hasFastChanged;
  }

  /** Writes all that is to be known of it into the arena. */
  encode({ bytes, tick }: TickArena): void {
    const { words } = this.#facts;
    const at = this.#facts.at(this.#handle);
    words[at + FIXED] = bytes.offset;
    this.#fixed.write(bytes);
    words[at + SLOW] = bytes.offset;
    this.#slow.write(bytes);
    words[at + FAST] = bytes.offset;
    this.#fast.write(bytes);
    words[at + END] = bytes.offset;
    words[at + ENCODED_AT] = tick;
  }
}
