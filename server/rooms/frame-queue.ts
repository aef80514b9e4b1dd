import { WIRE_FRAME_WIDTHS } from "../../shared/protocol/input.ts";
import type { FrameSource, WireFieldsOf } from "../match/inputs.ts";

/** Of the byte in front of a field: its index in `WireFrame`. */
const INDEX_BITS = 0x3f;

/**
 * The input frames of one connection that its match has not had yet. Colyseus' own buffer makes an object of a schema for each
 * frame; these come to a tenth of all that a process does, so that they are read here:
 *
 *     1       ROOM_INPUT_RELIABLE
 *     then for each field that is not as in the frame before:
 *     1       bits 0..5: its index; the rest says nothing
 *     1..4    its value, little-endian, see WIRE_FRAME_WIDTHS
 */
export class FrameQueue implements FrameSource {
  readonly #limit: number;
  readonly #ring: WireFieldsOf[] = [];
  readonly #newest: WireFieldsOf = blank();
  #first = 0;
  #size = 0;
  #taken = 0;
  #acts = 0;

  /** `limit`: frames kept; when there are more, the oldest are lost. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  /** Frames that the world has had, or that were lost: what the client is told to be included. */
  get taken(): number {
    return this.#taken;
  }

  /** The newest tick that the client has reported to have. */
  get seenTick(): number {
    return this.#newest.seenTick;
  }

  /** Frames in which the player did something else than in the one before: who holds a key down does nothing new. */
  get acts(): number {
    return this.#acts;
  }

  /** Reads a frame that the guard has found to be whole fields and nothing else. */
  push(frame: Uint8Array): void {
    const { moveX, moveY, aim, buttons, weapon } = this.#newest;
    read(frame, this.#newest);
    if (!doesSame(this.#newest, moveX, moveY, aim, buttons, weapon)) this.#acts += 1;
    if (this.#size === this.#limit) this.next();
    const at = (this.#first + this.#size) % this.#limit;
    this.#size += 1;
    const slot = this.#ring[at] ?? blank();
    this.#ring[at] = slot;
    Object.assign(slot, this.#newest);
  }

  /** The oldest; valid until the next `push`. */
  next(): WireFieldsOf | undefined {
    if (this.#size === 0) return undefined;
    const frame = this.#ring[this.#first];
    this.#first = (this.#first + 1) % this.#limit;
    this.#size -= 1;
    this.#taken += 1;
    return frame;
  }
}

function blank(): WireFieldsOf {
  return { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0, seenTick: 0 };
}

function doesSame(frame: WireFieldsOf, moveX: number, moveY: number, aim: number, buttons: number, weapon: number): boolean {
  return frame.moveX === moveX && frame.moveY === moveY && frame.aim === aim && frame.buttons === buttons && frame.weapon === weapon;
}

function read(frame: Uint8Array, into: WireFieldsOf): void {
  let at = 1;
  while (at < frame.length) {
    const index = (frame[at] ?? 0) & INDEX_BITS;
    const width = WIRE_FRAME_WIDTHS[index] ?? 0;
    let value = 0;
    for (let byte = width; byte > 0; byte -= 1) value = (value << 8) | (frame[at + byte] ?? 0);
    at += 1 + width;
    switch (index) {
      case 0:
        into.moveX = (value << 16) >> 16;
        break;
      case 1:
        into.moveY = (value << 16) >> 16;
        break;
      case 2:
        into.aim = value;
        break;
      case 3:
        into.buttons = value;
        break;
      case 4:
        into.weapon = value;
        break;
      case 5:
        into.viewTick = value >>> 0;
        break;
      case 6:
        into.seenTick = value >>> 0;
        break;
    }
  }
}
