import { type Area, HALVES } from "./area.ts";
import { setBit } from "./cells.ts";
import { FLOOD_MAX, Flood } from "./flood.ts";
import type { Lights } from "./lights.ts";
import { LIGHT_REACH } from "./rays.ts";

/** Rows of a map to each side of the middle of an area within which all is that can be seen from it. */
const FIELD_REACH = LIGHT_REACH + FLOOD_MAX;

/** Rows that a field takes of a map of so many. */
export function fieldRows(rows: number): number {
  return Math.min(rows, 2 * FIELD_REACH + 1);
}

/** One for all: a flood is over before the next begins. */
const flood = new Flood();

/**
 * The cells that somebody may come to see from wherever they can be soon: lit from the rim of that area, for whoever looks out
 * of it looks out through its rim.
 */
export class Field {
  /** Bit rows of the map from `top` on. */
  readonly bits: Int32Array;
  /** Words to a row. */
  readonly words: number;
  readonly rows: number;
  top = 0;
  readonly #columns: number;

  /** `bits`: room for `fieldRows`. */
  constructor(columns: number, words: number, bits: Int32Array) {
    this.#columns = columns;
    this.words = words;
    this.rows = bits.length / words;
    this.bits = bits;
  }

  /** Whether any part of a cell is lit. */
  shows(column: number, row: number): boolean {
    const line = row - this.top;
    if (column < 0 || column >= this.#columns || line < 0 || line >= this.rows) return false;
    return (((this.bits[line * this.words + (column >> 5)] ?? 0) >>> (column & 31)) & 1) !== 0;
  }

  light(lights: Lights, { column, row, radius }: Area): void {
    const { cells } = lights;
    const { bits, words } = this;
    this.top = Math.max(0, Math.min(row - FIELD_REACH, cells.rows - this.rows));
    bits.fill(0);
    flood.spread(cells, column, row, radius / HALVES);
    this.#add(lights, column, row);
    for (let line = 0; line < flood.rim.length; line += 1) {
      const at = flood.row + line;
      // The area itself is in sight, too.
      for (let rest = flood.reached[line] ?? 0; rest !== 0; rest &= rest - 1) setBit(bits, (at - this.top) * words, flood.column + firstBit(rest));
      for (let rest = flood.rim[line] ?? 0; rest !== 0; rest &= rest - 1) this.#add(lights, flood.column + firstBit(rest), at);
    }
  }

  /** Adds what is seen from one cell. */
  #add(lights: Lights, column: number, row: number): void {
    if (lights.cells.isOpen(column, row)) shine(lights.of(column, row), this.bits, this.top * this.words);
  }
}

/** What nobody sees who sees nothing. */
export const DARK = new Field(0, 1, new Int32Array(0));

function firstBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** `from`: the word of the map that is the first of the field. */
function shine(light: Int32Array, onto: Int32Array, from: number): void {
  for (let at = 0; at < light.length; at += 2) {
    const word = (light[at] ?? 0) - from;
    onto[word] = (onto[word] ?? 0) | (light[at + 1] ?? 0);
  }
}
