/**
 * Messages as WebSocket frames (RFC 6455), one after another in one piece. Each is binary, whole, neither masked nor compressed:
 *
 *     1       0x82: last frame of a binary message
 *     1       length of the message up to 125; 126: it stands in the next two bytes
 *     0 or 2  that length, big-endian
 *     n       the message
 */
const BINARY = 0x82;
const LENGTH_MAX_SHORT = 125;
const LENGTH_IS_LONG = 126;

/** bytes: longer messages would need a longer length. */
export const MESSAGE_MAX = 0xffff;

export function frameTogether(messages: readonly Uint8Array[]): Buffer {
  let bytes = 0;
  for (const { length } of messages) bytes += headBytes(length) + length;
  const piece = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const message of messages) {
    const { length } = message;
    piece[at] = BINARY;
    if (length <= LENGTH_MAX_SHORT) piece[at + 1] = length;
    else {
      piece[at + 1] = LENGTH_IS_LONG;
      piece[at + 2] = length >> 8;
      piece[at + 3] = length & 0xff;
    }
    at += headBytes(length);
    piece.set(message, at);
    at += length;
  }
  return piece;
}

function headBytes(length: number): number {
  return length <= LENGTH_MAX_SHORT ? 2 : 4;
}
