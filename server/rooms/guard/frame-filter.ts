import { Protocol } from "@colyseus/core";

/**
 * Bytes. The longest thing that a client says is a text of 120 characters, which takes at most 480 bytes; an input frame
 * takes at most 24.
 */
export const FRAME_MAX_BYTES = 512;

/** What a frame is, as far as its first bytes tell; only the first three reach Colyseus. */
export type FrameVerdict = "input" | "message" | "control" | "too big" | "malformed";

/** Bit 6 of an operation removes a field, bit 7 says that it is new; the rest is its index. */
const DELETE_BIT = 0x40;
const INDEX_BITS = 0x3f;

/**
 * Lets through what a client of ours sends, and nothing else. Refused above all: unreliable input, whose count of stamps
 * Colyseus believes (six bytes stop the process); time stamps on frames, which no room of ours uses; requests and raw bytes,
 * for which there are no handlers; and input that addresses other structures than its own, which the decoder answers with
 * console lines many times its size. `inputWidths`: bytes of each field of the room's input schema, in its order;
 * null for a room that takes no input.
 */
export function judgeFrame(frame: Uint8Array, inputWidths: readonly number[] | null): FrameVerdict {
  if (frame.length > FRAME_MAX_BYTES) return "too big";
  switch (frame[0]) {
    case Protocol.ROOM_INPUT_RELIABLE:
      return inputWidths !== null && isPlainInput(frame, inputWidths) ? "input" : "malformed";
    case Protocol.ROOM_DATA:
      return "message";
    case Protocol.JOIN_ROOM:
    case Protocol.LEAVE_ROOM:
    case Protocol.PING:
      return frame.length === 1 ? "control" : "malformed";
    default:
      return "malformed";
  }
}

/** True when the body is nothing but whole fields of the input schema. */
function isPlainInput(frame: Uint8Array, widths: readonly number[]): boolean {
  let at = 1;
  while (at < frame.length) {
    const operation = frame[at] ?? 0;
    const width = widths[operation & INDEX_BITS];
    if (width === undefined || (operation & DELETE_BIT) !== 0) return false;
    at += 1 + width;
  }
  return at === frame.length;
}
