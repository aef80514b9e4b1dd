import { GRID, type MapData } from "../../../shared/content/map-data.ts";
import { UNIT } from "../../../shared/sim/units.ts";

/** Side of a cell, units: the grid that walls are built on, so that a box fills its cells and no wall is thinner than one. */
export const CELL = GRID;

/** 1/256 unit to cells: a shift, as both are powers of two. */
const CELL_BITS = Math.log2(CELL * UNIT);

/** Bits to a word of a bit row. */
const WORD = 32;

export interface Pillar {
  /** Cells. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The column or row of a coordinate in 1/256 unit; beyond the map below 0 or above the last. */
export function cellOf(coordinate: number): number {
  return coordinate >> CELL_BITS;
}

/** A map as cells, in bit rows: bit `column & 31` of word `row * words + (column >> 5)`. */
export class Cells {
  readonly columns: number;
  readonly rows: number;
  /** Words to a row. */
  readonly words: number;
  /** No box fills it. */
  readonly passable: Int32Array;
  /** Its middle is in no wall: somebody may look from there. */
  readonly open: Int32Array;
  readonly pillars: readonly Pillar[];

  constructor(map: MapData) {
    this.columns = Math.ceil(map.width / CELL);
    this.rows = Math.ceil(map.height / CELL);
    this.words = Math.ceil(this.columns / WORD);
    this.passable = new Int32Array(this.rows * this.words);
    for (let row = 0; row < this.rows; row += 1) {
      for (let column = 0; column < this.columns; column += 1) setBit(this.passable, row * this.words, column);
    }
    for (const { x, y, width, height } of map.boxes) {
      for (let row = y / CELL; row < (y + height) / CELL; row += 1) {
        for (let column = x / CELL; column < (x + width) / CELL; column += 1) clearBit(this.passable, row * this.words, column);
      }
    }
    this.open = this.passable.slice();
    this.pillars = map.pillars.map(({ x, y, radius }) => ({ x: x / CELL, y: y / CELL, radius: radius / CELL }));
    for (const pillar of this.pillars) this.#raise(pillar);
  }

  isOpen(column: number, row: number): boolean {
    return hasBit(this.open, row * this.words, column);
  }

  /** 32 bits of a bit set of this map, from a column on: bit 0 is that column. What lies beyond the map is 0. */
  bitsFrom(set: Int32Array, column: number, row: number): number {
    if (row < 0 || row >= this.rows) return 0;
    const word = column >> 5;
    const shift = column & 31;
    const low = word >= 0 && word < this.words ? (set[row * this.words + word] ?? 0) : 0;
    const high = word + 1 >= 0 && word + 1 < this.words ? (set[row * this.words + word + 1] ?? 0) : 0;
    return shift === 0 ? low : (low >>> shift) | (high << (WORD - shift));
  }

  #raise({ x, y, radius }: Pillar): void {
    const lastRow = Math.min(this.rows - 1, Math.floor(y + radius));
    const lastColumn = Math.min(this.columns - 1, Math.floor(x + radius));
    for (let row = Math.max(0, Math.floor(y - radius)); row <= lastRow; row += 1) {
      for (let column = Math.max(0, Math.floor(x - radius)); column <= lastColumn; column += 1) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= radius) clearBit(this.open, row * this.words, column);
      }
    }
  }
}

/** `from`: the first word of the row. */
export function hasBit(set: Int32Array, from: number, column: number): boolean {
  return (((set[from + (column >> 5)] ?? 0) >>> (column & 31)) & 1) !== 0;
}

export function setBit(set: Int32Array, from: number, column: number): void {
  const word = from + (column >> 5);
  set[word] = (set[word] ?? 0) | (1 << (column & 31));
}

function clearBit(set: Int32Array, from: number, column: number): void {
  const word = from + (column >> 5);
  set[word] = (set[word] ?? 0) & ~(1 << (column & 31));
}
