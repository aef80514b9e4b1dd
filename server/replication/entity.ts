import { Bytes, type TickArena } from "./bytes.ts";
import { type PrimitiveField, type Row, writeText } from "./fields.ts";
import type { Kind } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { writeFields, writeMapKey } from "./wire.ts";

/**
 * Some fields of one entity that travel together: encoded when the first viewer needs them in a tick, copied from then on. What
 * is encoded is what the last comparison read, so that all viewers are told the same.
 */
class Piece {
  /** The tick in which one of the fields changed last. */
  changedAt: number;
  readonly #fields: readonly PrimitiveField[];
  readonly #row: Row;
  readonly #remembered: Remembered;
  #encodedAt = 0;
  #start = 0;
  #length = 0;

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

  lengthIn(arena: TickArena): number {
    if (this.#encodedAt !== arena.tick) this.#encode(arena);
    return this.#length;
  }

  copy(arena: TickArena, out: Bytes): void {
    const length = this.lengthIn(arena);
    out.copy(arena.bytes.memory, this.#start, length);
  }

  #encode(arena: TickArena): void {
    this.#start = arena.bytes.offset;
    writeFields(arena.bytes, this.#fields, this.#remembered);
    this.#length = arena.bytes.offset - this.#start;
    this.#encodedAt = arena.tick;
  }
}

/** One entity as all viewers share it. What a viewer has had of it is the tick in which it was last sent; 0 is never. */
export class Entity {
  readonly kind: Kind;
  readonly row: Row;
  /** Its entry in the map without the ref. */
  readonly entry: Uint8Array;
  readonly #fixed: Piece;
  readonly #slow: Piece;
  readonly #fast: Piece;

  /** `index`: in the map; unique among the entities that are there. */
  constructor(kind: Kind, index: number, key: string, row: Row, tick: number) {
    this.kind = kind;
    this.row = row;
    const entry = new Bytes(16);
    writeMapKey(entry, index, key, writeText);
    this.entry = entry.take(0);
    this.#fixed = new Piece(kind.fixed, row, tick);
    this.#slow = new Piece(kind.slow, row, tick);
    this.#fast = new Piece(kind.fast, row, tick);
  }

  compare(tick: number): boolean {
    const hasSlowChanged = this.#slow.compare(tick);
    return this.#fast.compare(tick) || hasSlowChanged;
  }

  hasChangedSince(sentAt: number): boolean {
    return this.#fast.changedAt > sentAt || this.#slow.changedAt > sentAt;
  }

  /** bytes: the pieces that changed after `sentAt`. */
  lengthSince(sentAt: number, arena: TickArena): number {
    let length = 0;
    if (this.#fixed.changedAt > sentAt) length += this.#fixed.lengthIn(arena);
    if (this.#slow.changedAt > sentAt) length += this.#slow.lengthIn(arena);
    if (this.#fast.changedAt > sentAt) length += this.#fast.lengthIn(arena);
    return length;
  }

  copySince(sentAt: number, arena: TickArena, out: Bytes): void {
    if (this.#fixed.changedAt > sentAt) this.#fixed.copy(arena, out);
    if (this.#slow.changedAt > sentAt) this.#slow.copy(arena, out);
    if (this.#fast.changedAt > sentAt) this.#fast.copy(arena, out);
  }
}
