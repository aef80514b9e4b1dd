/** Bytes written from front to back into memory that grows and is used again. `offset` is what schema's encoders advance. */
export class Bytes {
  memory: Buffer;
  offset = 0;

  constructor(size: number) {
    this.memory = Buffer.alloc(size);
  }

  /** Makes room for `length` more bytes: schema's encoders drop what does not fit. */
  reserve(length: number): void {
    if (this.offset + length <= this.memory.length) return;
    const grown = Buffer.alloc(Math.max(this.memory.length * 2, this.offset + length));
    grown.set(this.memory);
    this.memory = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.memory[this.offset++] = value;
  }

  /** Pieces are a few bytes long: a loop beats a call of `set`, which would need a view of each. */
  copy(from: Uint8Array, start: number, length: number): void {
    this.reserve(length);
    const { memory, offset } = this;
    for (let index = 0; index < length; index++) memory[offset + index] = from[start + index] ?? 0;
    this.offset = offset + length;
  }

  /** What was written, in a buffer of its own with `headroom` bytes free at its front. */
  take(headroom: number): Buffer {
    const taken = Buffer.allocUnsafe(headroom + this.offset);
    // Not `set`, which would need a view of the memory for each client.
    this.memory.copy(taken, headroom, 0, this.offset);
    return taken;
  }
}

/** What is encoded in one tick, for every viewer: forgotten as a whole when the next one begins. */
export class TickArena {
  readonly bytes = new Bytes(16 * 1024);
  /** Counts from 1, so that 0 stands for never. */
  tick = 1;

  begin(): void {
    this.tick += 1;
    this.bytes.offset = 0;
  }
}
