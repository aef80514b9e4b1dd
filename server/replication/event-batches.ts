import { Bytes } from "./bytes.ts";

/**
 * Writes an event's bytes from `at.offset` on and moves it behind them. There is room for the `longest` bytes that the
 * batches were made for.
 */
export type EncodeEvent<Event> = (event: Event, bytes: Uint8Array, at: { offset: number }) => void;

/**
 * What happened in one tick on its way to many clients, of whom each may notice other things. What can be told are items,
 * numbered from 0: each is encoded at most once, when the first client is told of it, and copied from then on. A batch is a
 * prefix that is the same for all, and the items that its client was told of, in order.
 */
export class EventBatches<Event> {
  readonly #encode: EncodeEvent<Event>;
  readonly #longest: number;
  readonly #pieces = new Bytes(4096);
  readonly #batch = new Bytes(4096);
  #prefix: Uint8Array = new Uint8Array(0);
  /** By item: where its piece stands; -1: not encoded. */
  #starts = new Int32Array(64);
  #lengths = new Uint32Array(64);

  /** `longest`: bytes of the longest event. */
  constructor(encode: EncodeEvent<Event>, longest: number) {
    this.#encode = encode;
    this.#longest = longest;
  }

  /** Forgets the last tick. `prefix` is read until the next call; `items`: how many there are in this tick. */
  begin(prefix: Uint8Array, items: number): void {
    this.#prefix = prefix;
    this.#pieces.offset = 0;
    this.#batch.offset = 0;
    if (items > this.#starts.length) {
      this.#starts = new Int32Array(items * 2);
      this.#lengths = new Uint32Array(items * 2);
    }
    this.#starts.fill(-1, 0, items);
  }

  has(item: number): boolean {
    return this.#starts[item] !== -1;
  }

  /** Encodes an item for all who are told of it. */
  encode(item: number, event: Event): void {
    const start = this.#append(event);
    this.#starts[item] = start;
    this.#lengths[item] = this.#pieces.offset - start;
  }

  /** Puts an encoded item into the batch. */
  tell(item: number): void {
    this.#batch.copy(this.#pieces.memory, this.#starts[item] ?? 0, this.#lengths[item] ?? 0);
  }

  /** Puts an event into the batch that nobody else is told of in this form. */
  tellAlone(event: Event): void {
    const start = this.#append(event);
    this.#batch.copy(this.#pieces.memory, start, this.#pieces.offset - start);
    this.#pieces.offset = start;
  }

  /** The batch in memory of its own with `headroom` bytes free at its front; null when nothing was told. Begins the next one. */
  compose(headroom: number): Buffer | null {
    const batch = this.#batch;
    if (batch.offset === 0) return null;
    const composed = batch.take(headroom + this.#prefix.length);
    for (let index = 0; index < this.#prefix.length; index += 1) composed[headroom + index] = this.#prefix[index] ?? 0;
    batch.offset = 0;
    return composed;
  }

  #append(event: Event): number {
    const pieces = this.#pieces;
    pieces.reserve(this.#longest);
    const start = pieces.offset;
    this.#encode(event, pieces.memory, pieces);
    if (pieces.offset - start > this.#longest) throw new Error(`An event took ${pieces.offset - start} bytes of ${this.#longest}.`);
    return start;
  }
}
