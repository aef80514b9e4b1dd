import { UNIT } from "../../../shared/sim/units.ts";
import { CELL, type Cells, cellOf, hasBit } from "./cells.ts";
import { FLOOD_MAX, Flood } from "./flood.ts";
import { Lights } from "./lights.ts";

/** Cells of reach beyond what is needed at which a field is made anew though it still holds all that is needed. */
const SPARE_MAX = 1.5;

/** Rows of cells beyond the screen's: it moves before the field is made anew. */
const ROWS_SPARE = 2;

/** Of an area whose lights are not all there and may not be made in this tick, every so many's is made all the same. */
const SPARSE = 8;

/** One for all: a flood is over before the next begins. */
const flood = new Flood();

/**
 * The cells that somebody may come to see from wherever they can be soon: lit from the rim of the area that they can reach,
 * for whoever looks out of it looks out through its rim. Holds until they have come too far.
 */
export class Field {
  /** Changes whenever the field does. */
  version = 0;
  #lights: Lights | null = null;
  /** Bit rows of the map from `#top` up to `#bottom`. */
  #bits = new Uint32Array(0);
  #words = 0;
  #top = 0;
  #bottom = 0;
  #column = 0;
  #row = 0;
  /** Steps of the flood, cells. */
  #steps = 0;
  /** Rows to each side of its middle one. */
  #half = 0;
  #isWhole = false;

  /**
   * Makes sure that it is what can be seen from everywhere within `reach` (units) of a place (1/256 unit), up to `height`
   * units above and below. `budget`: lights that may be made for it; returns how many were.
   */
  cover(lights: Lights, x: number, y: number, reach: number, height: number, budget: number): number {
    const away = Math.max(this.#distance(x, this.#column), this.#distance(y, this.#row));
    const spare = this.#steps - reach / CELL - away;
    if (this.#lights === lights && this.#isWhole && spare >= 0 && spare <= SPARE_MAX && this.#half >= away + height / CELL) return 0;
    this.#lights = lights;
    this.#column = cellOf(x);
    this.#row = cellOf(y);
    this.#half = Math.ceil(height / CELL) + ROWS_SPARE;
    const offset = Math.max(this.#distance(x, this.#column), this.#distance(y, this.#row));
    this.#steps = Math.min(FLOOD_MAX, Math.ceil(reach / CELL + offset));
    return this.#light(lights, budget);
  }

  /** Whether any part of a cell is lit. */
  shows(column: number, row: number): boolean {
    return row >= this.#top && row < this.#bottom && hasBit(this.#bits, (row - this.#top) * this.#words, column);
  }

  /** The lit ones of 32 cells from a column on that lie on the map. */
  bitsFrom(column: number, row: number): number {
    if (row < this.#top || row >= this.#bottom) return 0;
    const word = (row - this.#top) * this.#words + (column >> 5);
    const shift = column & 31;
    const low = this.#bits[word] ?? 0;
    return shift === 0 ? low : (low >>> shift) | ((this.#bits[word + 1] ?? 0) << (32 - shift));
  }

  /** From the middle of a cell, cells. */
  #distance(coordinate: number, cell: number): number {
    return Math.abs(coordinate / (CELL * UNIT) - cell - 0.5);
  }

  #light(lights: Lights, budget: number): number {
    const { cells } = lights;
    this.#words = cells.words;
    this.#top = Math.max(0, this.#row - this.#half);
    this.#bottom = Math.min(cells.rows, this.#row + this.#half + 1);
    const size = (this.#bottom - this.#top) * this.#words;
    if (this.#bits.length < size) this.#bits = new Uint32Array(2 * size);
    else this.#bits.fill(0, 0, size);
    this.version += 1;
    this.#isWhole = true;
    flood.spread(cells, this.#column, this.#row, this.#steps);
    let made = this.#add(lights, this.#column, this.#row, budget, 0);
    let place = 0;
    for (let line = 0; line < flood.rim.length; line += 1) {
      this.#addRow(cells, flood.row + line, flood.reached[line] ?? 0);
      let rest = flood.rim[line] ?? 0;
      while (rest !== 0) {
        const bit = 31 - Math.clz32(rest & -rest);
        rest &= rest - 1;
        made += this.#add(lights, flood.column + bit, flood.row + line, budget - made, place);
        place += 1;
      }
    }
    return made;
  }

  /** Adds what is seen from one cell. */
  #add(lights: Lights, column: number, row: number, budget: number, place: number): number {
    const { cells } = lights;
    if (!cells.isOpen(column, row)) return 0;
    const isThere = lights.has(column, row);
    if (!isThere && budget <= 0 && place % SPARSE !== 0) {
      this.#isWhole = false;
      return 0;
    }
    const light = lights.of(column, row);
    const lightTop = Lights.topOf(row);
    const first = Math.max(this.#top, lightTop);
    const end = Math.min(this.#bottom, Lights.bottomOf(row));
    const from = (first - lightTop) * this.#words;
    const to = (first - this.#top) * this.#words;
    or(this.#bits, to, light, from, (end - first) * this.#words);
    return isThere ? 0 : 1;
  }

  /** The area itself is lit. */
  #addRow(cells: Cells, row: number, reached: number): void {
    if (reached === 0 || row < this.#top || row >= this.#bottom) return;
    let rest = reached;
    while (rest !== 0) {
      const column = flood.column + 31 - Math.clz32(rest & -rest);
      rest &= rest - 1;
      if (column < 0 || column >= cells.columns) continue;
      const word = (row - this.#top) * this.#words + (column >> 5);
      this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (column & 31));
    }
  }
}

function or(into: Uint32Array, to: number, bits: Uint32Array, from: number, length: number): void {
  for (let word = 0; word < length; word += 1) into[to + word] = (into[to + word] ?? 0) | (bits[from + word] ?? 0);
}
