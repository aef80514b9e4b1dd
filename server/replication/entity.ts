import { Bytes, type TickArena } from "./bytes.ts";
import { type PrimitiveField, type Row, writeText } from "./fields.ts";
import type { Kind } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { writeFields, writeMapKey } from "./wire.ts";

/** Some fields of one entity that travel together, and what they held when they were last read. */
class Part {
  /** The tick in which one of them changed last. */
  changedAt: number;
  readonly #fields: readonly PrimitiveField[];
  readonly #row: Row;
  readonly #remembered: Remembered;

  constructor(fields: readonly PrimitiveField[], row: Row, tick: number) {
    this.#fields = fields;
    this.#row = row;
    this.#remembered = new Remembered(fields.length);
    this.changedAt = tick;
    this.compare(tick);
  }

  /** Reads the row; true when it holds something else than before. */
  compare(tick: number): boolean {
    let hasChanged = false;
    for (let place = 0; place < this.#fields.length; place++) {
      const field = this.#fields[place];
      if (field !== undefined && this.#remembered.note(place, this.#row[field.name])) hasChanged = true;
    }
    if (hasChanged) this.changedAt = tick;
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
 * that all viewers are told the same.
 */
export class Entity {
  readonly kind: Kind;
  readonly row: Row;
  /** Its entry in the map without the ref. */
  readonly entry: Uint8Array;
  readonly #fixed: Part;
  readonly #slow: Part;
  readonly #fast: Part;
  #encodedAt = 0;
  #fixedStart = 0;
  #slowStart = 0;
  #fastStart = 0;
  #end = 0;

  /** `index`: in the map; unique among the entities that are there. */
  constructor(kind: Kind, index: number, key: string, row: Row, tick: number) {
    this.kind = kind;
    this.row = row;
    const entry = new Bytes(16);
    writeMapKey(entry, index, key, writeText);
    this.entry = entry.take(0);
    this.#fixed = new Part(kind.fixed, row, tick);
    this.#slow = new Part(kind.slow, row, tick);
    this.#fast = new Part(kind.fast, row, tick);
  }

  compare(tick: number): boolean {
    const hasSlowChanged = this.#slow.compare(tick);
    return this.#fast.compare(tick) || hasSlowChanged;
  }

  /** Is there anything that a viewer lacks which was last sent the entity in the tick `sentAt`? */
  hasChangedSince(sentAt: number): boolean {
    return this.#fast.changedAt > sentAt || this.#slow.changedAt > sentAt;
  }

  /** Where in the arena begins what such a viewer lacks. */
  startSince(sentAt: number, arena: TickArena): number {
    if (this.#encodedAt !== arena.tick) this.#encode(arena);
    if (sentAt === 0) return this.#fixedStart;
    return this.#slow.changedAt > sentAt ? this.#slowStart : this.#fastStart;
  }

  /** Where in the arena it ends, after `startSince`. */
  endSince(sentAt: number): number {
    return this.#fast.changedAt > sentAt ? this.#end : this.#fastStart;
  }

  #encode(arena: TickArena): void {
    const { bytes } = arena;
    this.#fixedStart = bytes.offset;
    this.#fixed.write(bytes);
    this.#slowStart = bytes.offset;
    this.#slow.write(bytes);
    this.#fastStart = bytes.offset;
    this.#fast.write(bytes);
    this.#end = bytes.offset;
    this.#encodedAt = arena.tick;
  }
}
