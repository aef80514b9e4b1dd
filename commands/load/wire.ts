import type { InputFrame } from "../../shared/sim/frame.ts";

/**
 * The little of the wire that a client needs which does not decode the state. A frame of the server begins with
 *
 *     1  what it is: one of KIND; bit 7 (TIMED): eight bytes of clocks follow
 *     8  only with TIMED
 *
 * and the state's root stands first in a state or a patch, its tick first of all fields:
 *
 *     2  255, 0: what follows is of structure 0, the root; left out where nothing came before it
 *     1  0 or 128: field 0
 *     4  tick, little-endian
 */
export const KIND = { JOIN: 10, MESSAGE: 13, STATE: 14, PATCH: 15, PING: 18, INPUT: 19 } as const;

const TIMED = 0x80;
const TIMED_BYTES = 8;
const SWITCH = 255;
const ADD = 0x80;

export function kindOf(frame: Uint8Array): number {
  return (frame[0] ?? 0) & ~TIMED;
}

/** The tick that a state or a patch shows; null when it does not begin with one. */
export function tickOf(frame: Buffer): number | null {
  let at = 1 + (((frame[0] ?? 0) & TIMED) === 0 ? 0 : TIMED_BYTES);
  if (frame[at] === SWITCH && frame[at + 1] === 0) at += 2;
  if (((frame[at] ?? 1) & ~ADD) !== 0 || frame.length < at + 5) return null;
  return frame.readUInt32LE(at + 1);
}

/** The name of a message; "" of whatever is none. */
export function messageName(frame: Buffer): string {
  const head = frame[1] ?? 0;
  return kindOf(frame) === KIND.MESSAGE && (head & 0xe0) === 0xa0 ? frame.toString("latin1", 2, 2 + (head & 0x1f)) : "";
}

/** A whole number of a message's payload by its key (msgpack, keys shorter than 32 bytes); null when it is not there. */
export function numberIn(frame: Buffer, key: string): number | null {
  const at = frame.indexOf(Buffer.from([0xa0 | key.length, ...Buffer.from(key)]), 2 + messageName(frame).length);
  if (at < 0) return null;
  const value = at + 1 + key.length;
  const head = frame[value] ?? 0xc0;
  if (head < 0x80) return head;
  if (head === 0xcc) return frame.readUInt8(value + 1);
  if (head === 0xcd) return frame.readUInt16BE(value + 1);
  return null;
}

/** A quick call that points at a place: by its two numbers it is known again where it arrives. */
export function encodeCall(x: number, y: number): Buffer {
  const bytes = Buffer.from([
    KIND.MESSAGE,
    0xa4,
    ...Buffer.from("call"),
    0x83,
    0xa4,
    ...Buffer.from("call"),
    0,
    0xa1,
    0x78,
    0xcd,
    0,
    0,
    0xa1,
    0x79,
    0xcd,
    0,
    0,
  ]);
  bytes.writeUInt16BE(x, bytes.length - 7);
  bytes.writeUInt16BE(y, bytes.length - 2);
  return bytes;
}

/** Writes input frames as the SDK does: of each, only the fields that are not as in the frame before. */
export class FrameWriter {
  readonly #bytes = Buffer.alloc(32);
  readonly #last: Record<keyof InputFrame | "seenTick", number> = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0, seenTick: 0 };
  #isFirst = true;

  /** Valid until the next call. */
  write(frame: Readonly<InputFrame>, viewTick: number, seenTick: number): Buffer {
    const bytes = this.#bytes;
    const last = this.#last;
    const all = this.#isFirst;
    let at = 0;
    bytes[at++] = KIND.INPUT;
    if (all || frame.moveX !== last.moveX) at = bytes.writeInt16LE(frame.moveX, this.#field(0, at));
    if (all || frame.moveY !== last.moveY) at = bytes.writeInt16LE(frame.moveY, this.#field(1, at));
    if (all || frame.aim !== last.aim) at = bytes.writeUInt16LE(frame.aim, this.#field(2, at));
    if (all || frame.buttons !== last.buttons) at = bytes.writeUInt8(frame.buttons, this.#field(3, at));
    if (all || frame.weapon !== last.weapon) at = bytes.writeUInt8(frame.weapon, this.#field(4, at));
    if (all || viewTick !== last.viewTick) at = bytes.writeUInt32LE(viewTick, this.#field(5, at));
    if (all || seenTick !== last.seenTick) at = bytes.writeUInt32LE(seenTick, this.#field(6, at));
    Object.assign(last, frame, { viewTick, seenTick });
    this.#isFirst = false;
    return bytes.subarray(0, at);
  }

  /** Writes the head of a field; returns where its value goes. */
  #field(index: number, at: number): number {
    this.#bytes[at] = ADD | index;
    return at + 1;
  }
}
