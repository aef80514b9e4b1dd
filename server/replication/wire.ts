import { encode } from "@colyseus/schema";
import type { Bytes } from "./bytes.ts";
import type { PrimitiveField, WriteValue } from "./fields.ts";
import type { Remembered } from "./remembered.ts";

/**
 * The wire format of @colyseus/schema 5 as far as it is written here. Every state is bytes of this table and nothing else.
 *
 *     state, patch       fields of the root, then structures: any order in which a ref is added before it is switched to
 *     structure          255 | ref n | its operations
 *
 *     in a schema        index                 | value        a primitive, new or changed
 *                        128 + index           | ref n        a ref, array or map is there from now on
 *                        64 + index                           a ref is gone, and what hangs on it
 *     in a map           128 | map index n | key text | ref n   an entity enters
 *                        64  | map index n                      an entity leaves, and what hangs on it
 *     in an array        0   | index n | value                an element changed
 *                        128 | index n | value                an element behind the last one
 *                        64  | index n                        an element is gone: only from the end
 *                        10                                   all elements are gone
 *
 *     n                  1 byte up to 127, 2 up to 255 (204 first), 3 up to 65535 (205 first), else 5 (206 first)
 *     text               UTF-8 behind its length: 160 + length up to 31 bytes, then 217, 218 or 219 and 1, 2 or 4 bytes
 *     numbers            little-endian in the width of their type; a boolean is one byte
 */
const SWITCH = 255;
const ADD = 128;
const REMOVE = 64;
const CHANGE = 0;
const CLEAR = 10;

/** bytes: the longest n. */
const N_BYTES = 5;
const ONE_BYTE_MAX = 127;

export function writeN(out: Bytes, n: number): void {
  if (n <= ONE_BYTE_MAX) {
    out.byte(n);
    return;
  }
  out.reserve(N_BYTES);
  encode.number(out.memory, n, out);
}

export function switchTo(out: Bytes, ref: number): void {
  out.byte(SWITCH);
  writeN(out, ref);
}

/** A structure whose operations are encoded already: from `start` to `end` of `from`. Pieces are a few bytes long: a loop beats a call that copies. */
export function writeChange(out: Bytes, ref: number, from: Uint8Array, start: number, end: number): void {
  out.reserve(1 + N_BYTES + end - start);
  switchTo(out, ref);
  const { memory } = out;
  let at = out.offset;
  for (let place = start; place < end; place++) memory[at++] = from[place] ?? 0;
  out.offset = at;
}

export function writeField(out: Bytes, field: PrimitiveField, value: unknown): void {
  out.byte(field.index);
  field.write(out, value);
}

/** `values`: at the place of each field. */
export function writeFields(out: Bytes, fields: readonly PrimitiveField[], values: Remembered): void {
  for (let place = 0; place < fields.length; place++) {
    const field = fields[place];
    if (field !== undefined) writeField(out, field, values.at(place));
  }
}

export function addRef(out: Bytes, index: number, ref: number): void {
  out.byte(ADD + index);
  writeN(out, ref);
}

export function removeRef(out: Bytes, index: number): void {
  out.byte(REMOVE + index);
}

/** The part of a map entry that is the same for everybody; the ref follows. */
export function writeMapKey(out: Bytes, index: number, key: string, writeText: WriteValue): void {
  out.byte(ADD);
  writeN(out, index);
  writeText(out, key);
}

export function removeMapEntry(out: Bytes, index: number): void {
  out.byte(REMOVE);
  writeN(out, index);
}

export function addElement(out: Bytes, index: number, write: WriteValue, value: unknown): void {
  out.byte(ADD);
  writeN(out, index);
  write(out, value);
}

export function changeElement(out: Bytes, index: number, write: WriteValue, value: unknown): void {
  out.byte(CHANGE);
  writeN(out, index);
  write(out, value);
}

export function removeElement(out: Bytes, index: number): void {
  out.byte(REMOVE);
  writeN(out, index);
}

export function clearElements(out: Bytes): void {
  out.byte(CLEAR);
}
