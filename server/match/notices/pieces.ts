import { eventBytes, TICK_BYTES, type WireEvent, writeEvent } from "../../../shared/protocol/events.ts";
import { FORMS, type Form } from "./forms.ts";

const INITIAL_BYTES = 0x4000;
const INITIAL_ITEMS = 256;

/** Pieces that one batch can be put together from at first; room is made for more. */
const INITIAL_CHOSEN = 128;

/**
 * The encoded events of one tick, each form of each written once, when the first client is told of it; batches are copied
 * together from them.
 */
export class Pieces {
  #tick = 0;
  #bytes = new Uint8Array(INITIAL_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;
  /** By item and form: where the piece begins, and one; 0 while nobody was told. */
  #starts = new Uint32Array(INITIAL_ITEMS * FORMS);
  #sizes = new Uint8Array(INITIAL_ITEMS * FORMS);
  /** Of the batch that is being put together. */
  #chosenStarts = new Uint32Array(INITIAL_CHOSEN);
  #chosenSizes = new Uint8Array(INITIAL_CHOSEN);
  #chosen = 0;
  #chosenBytes = 0;

  /** Forgets the last tick. `items`: how many things can be told of this one. */
  begin(tick: number, items: number): void {
    this.#tick = tick;
    this.#end = 0;
    this.#chosen = 0;
    this.#chosenBytes = 0;
    if (this.#starts.length < items * FORMS) {
      this.#starts = new Uint32Array(2 * items * FORMS);
      this.#sizes = new Uint8Array(2 * items * FORMS);
    } else this.#starts.fill(0, 0, items * FORMS);
  }

  has(item: number, form: Form): boolean {
    return this.#starts[item * FORMS + form] !== 0;
  }

  /** Writes an item in a form, for all who are told of it. */
  write(item: number, form: Form, event: WireEvent): void {
    this.#starts[item * FORMS + form] = this.#append(event) + 1;
    this.#sizes[item * FORMS + form] = eventBytes(event.kind);
  }

  /** Puts a written item into the batch. */
  choose(item: number, form: Form): void {
    this.#choose((this.#starts[item * FORMS + form] ?? 0) - 1, this.#sizes[item * FORMS + form] ?? 0);
  }

  /** Puts an event into the batch that only this client is told of. */
  add(event: WireEvent): void {
    this.#choose(this.#append(event), eventBytes(event.kind));
  }

  /** The batch, after `headroom` bytes left free; null when there is nothing to tell. Begins the next one. */
  compose(headroom: number): Uint8Array | null {
    if (this.#chosen === 0) return null;
    // From a slab, which is never written to again: an array of its own for each batch costs more than what is in it.
    const batch = Buffer.allocUnsafe(headroom + TICK_BYTES + this.#chosenBytes);
    batch.writeUInt32BE(this.#tick, headroom);
    let at = headroom + TICK_BYTES;
    for (let index = 0; index < this.#chosen; index += 1) {
      const start = this.#chosenStarts[index] ?? 0;
      const end = start + (this.#chosenSizes[index] ?? 0);
      // Pieces are short: a call for each would cost more than its bytes.
      for (let from = start; from < end; from += 1) {
        batch[at] = this.#bytes[from] ?? 0;
        at += 1;
      }
    }
    this.#chosen = 0;
    this.#chosenBytes = 0;
    return batch;
  }

  #append(event: WireEvent): number {
    const start = this.#end;
    this.#end += eventBytes(event.kind);
    if (this.#end > this.#bytes.length) {
      const bytes = new Uint8Array(2 * this.#end);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    writeEvent(this.#view, start, event);
    return start;
  }

  #choose(start: number, size: number): void {
    if (this.#chosen === this.#chosenStarts.length) {
      const starts = new Uint32Array(2 * this.#chosen);
      starts.set(this.#chosenStarts);
      this.#chosenStarts = starts;
      const sizes = new Uint8Array(2 * this.#chosen);
      sizes.set(this.#chosenSizes);
      this.#chosenSizes = sizes;
    }
    this.#chosenStarts[this.#chosen] = start;
    this.#chosenSizes[this.#chosen] = size;
    this.#chosen += 1;
    this.#chosenBytes += size;
  }
}
