/** Bytes that grow in pieces up to a limit: a long round costs no copying, and a runaway one no memory. */
export class LogWriter {
  readonly #limit: number;
  readonly #pieces: Uint8Array[] = [];
  #piece: Uint8Array = new Uint8Array(PIECE);
  #at = 0;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** Whether another entry of at most this many bytes stays within the limit. */
  fits(bytes: number): boolean {
    return this.#length + bytes <= this.#limit;
  }

  byte(value: number): void {
    if (this.#at === PIECE) {
      this.#pieces.push(this.#piece);
      this.#piece = new Uint8Array(PIECE);
      this.#at = 0;
    }
    this.#piece[this.#at++] = value;
    this.#length += 1;
  }

  /** Unsigned, seven bits per byte, low ones first. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** Signed, small in either direction: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  uint32(value: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) this.byte((value >>> shift) & 0xff);
  }

  /** Everything written so far, in one piece. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    for (const [index, piece] of this.#pieces.entries()) all.set(piece, index * PIECE);
    all.set(this.#piece.subarray(0, this.#at), this.#pieces.length * PIECE);
    return all;
  }
}

/** Bytes; about ten seconds of a full arena. */
const PIECE = 32 * 1024;

export class LogReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** @throws RangeError at the end */
  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new RangeError("the log ends in the middle of a tick");
    this.#at += 1;
    return value;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  uint32(): number {
    let value = 0;
    for (let index = 0; index < 4; index++) value = value * 0x100 + this.byte();
    return value;
  }
}
