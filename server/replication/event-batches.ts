import { Bytes } from "./bytes.ts";

/**
 * Writes an event's bytes from `at.offset` on and moves it behind them. There is room for the `longest` bytes that the
 * batches were made for.
 */
export type EncodeEvent<Event> = (event: Event, bytes: Uint8Array, at: { offset: number }) => void;

/**
 * The events of one tick on their way to many clients, of whom each may notice others: every event is encoded at most once,
 * when the first client needs it, and copied from then on. A batch is a prefix that is the same for all, and the events that
 * its client gets, in order.
 */
export class EventBatches<Event> {
  readonly #encode: EncodeEvent<Event>;
  readonly #longest: number;
  readonly #pieces = new Bytes(4096);
  readonly #batch = new Bytes(4096);
  #prefix: Uint8Array = new Uint8Array(0);
  #events: ArrayLike<Event> = [];
  /** By index of the event: where its piece stands; -1: not encoded. */
  #starts = new Int32Array(64);
  #lengths = new Uint32Array(64);

  /** `longest`: bytes of the longest event. */
  constructor(encode: EncodeEvent<Event>, longest: number) {
    this.#encode = encode;
    this.#longest = longest;
  }

  /** What happened in the tick. Both arguments are read until the next call. */
  begin(prefix: Uint8Array, events: ArrayLike<Event>): void {
    this.#prefix = prefix;
    this.#events = events;
    this.#pieces.offset = 0;
    if (events.length > this.#starts.length) {
      this.#starts = new Int32Array(events.length * 2);
      this.#lengths = new Uint32Array(events.length * 2);
    }
    this.#starts.fill(-1, 0, events.length);
  }

  /** The batch with the events of these indices, in a buffer of its own with `headroom` bytes free at its front. */
  compose(indices: ArrayLike<number>, count: number, headroom: number): Buffer {
    const batch = this.#batch;
    batch.offset = 0;
    batch.copy(this.#prefix, 0, this.#prefix.length);
    for (let place = 0; place < count; place++) {
      const index = indices[place] ?? 0;
      if (this.#starts[index] === -1) this.#encodeOnce(index);
      batch.copy(this.#pieces.memory, this.#starts[index] ?? 0, this.#lengths[index] ?? 0);
    }
    return batch.take(headroom);
  }

  #encodeOnce(index: number): void {
    const pieces = this.#pieces;
    const event = this.#events[index];
    if (event === undefined) throw new Error(`There is no event ${index}.`);
    pieces.reserve(this.#longest);
    const start = pieces.offset;
    this.#encode(event, pieces.memory, pieces);
    if (pieces.offset - start > this.#longest) throw new Error(`An event took ${pieces.offset - start} bytes of ${this.#longest}.`);
    this.#starts[index] = start;
    this.#lengths[index] = pieces.offset - start;
  }
}
