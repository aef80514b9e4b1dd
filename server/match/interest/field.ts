import { UNIT } from "../../../shared/sim/units.ts";
import { CELL, cellOf, hasBit, setBit } from "./cells.ts";
import { FLOOD_MAX, FLOOD_STRETCH, Flood } from "./flood.ts";
import type { Lights } from "./lights.ts";

/** Cells of reach beyond what is needed at which a field is made anew though it still holds all that is needed. */
const SPARE_MAX = 1.5;

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
  /** Bit rows of the map. */
  #bits = new Int32Array(0);
  #words = 0;
  #rows = 0;
  /** Where the area has its middle. */
  #column = 0;
  #row = 0;
  /** Steps of the flood, cells. */
  #steps = 0;
  #isWhole = false;

  /**
   * Makes sure that it is what can be seen from everywhere within `reach` (units) of a place (1/256 unit). `budget`: lights
   * that may be made for it; returns how many were.
   */
  cover(lights: Lights, x: number, y: number, reach: number, budget: number): number {
    const spare = this.#steps - reach / CELL - this.#away(x, y);
    if (this.#lights === lights && this.#isWhole && spare >= 0 && spare <= SPARE_MAX) return 0;
    this.#lights = lights;
    this.#column = cellOf(x);
    this.#row = cellOf(y);
    this.#steps = Math.min(FLOOD_MAX, Math.ceil(reach / CELL + this.#away(x, y)));
    return this.#light(lights, budget);
  }

  /** Units from a place (1/256 unit) within which lie all that it is what can be seen from. */
  reachFrom(x: number, y: number): number {
    return (this.#steps * FLOOD_STRETCH + this.#away(x, y)) * CELL;
  }

  /** Whether any part of a cell is lit. */
  shows(column: number, row: number): boolean {
    return row >= 0 && row < this.#rows && hasBit(this.#bits, row * this.#words, column);
  }

  /** The lit ones of 32 cells from a column on; what lies beyond the map is anything. */
  bitsFrom(column: number, row: number): number {
    const word = row * this.#words + (column >> 5);
    const shift = column & 31;
    const low = this.#bits[word] ?? 0;
    return shift === 0 ? low : (low >>> shift) | ((this.#bits[word + 1] ?? 0) << (32 - shift));
  }

  /** How far a place is from the middle along the longer axis, cells. */
  #away(x: number, y: number): number {
    const columns = Math.abs(x / (CELL * UNIT) - this.#column - 0.5);
    const rows = Math.abs(y / (CELL * UNIT) - this.#row - 0.5);
    return Math.max(columns, rows);
  }

  #light(lights: Lights, budget: number): number {
    const { cells } = lights;
    this.#words = cells.words;
    this.#rows = cells.rows;
    if (this.#bits.length === cells.words * cells.rows) this.#bits.fill(0);
    else this.#bits = new Int32Array(cells.words * cells.rows);
    this.version += 1;
    this.#isWhole = true;
    flood.spread(cells, this.#column, this.#row, this.#steps);
    let made = this.#add(lights, this.#column, this.#row, budget, true);
    let place = 0;
    for (let line = 0; line < flood.rim.length; line += 1) {
      // The area itself is in sight, too.
      for (let rest = flood.reached[line] ?? 0; rest !== 0; rest &= rest - 1)
        setBit(this.#bits, (flood.row + line) * this.#words, flood.column + firstBit(rest));
      for (let rest = flood.rim[line] ?? 0; rest !== 0; rest &= rest - 1) {
        made += this.#add(lights, flood.column + firstBit(rest), flood.row + line, budget - made, place % SPARSE === 0);
        place += 1;
      }
    }
    return made;
  }

  /** Adds what is seen from one cell. */
  #add(lights: Lights, column: number, row: number, budget: number, isNeeded: boolean): number {
    if (!lights.cells.isOpen(column, row)) return 0;
    const isThere = lights.has(column, row);
    if (!isThere && budget <= 0 && !isNeeded) {
      this.#isWhole = false;
      return 0;
    }
    shine(lights.of(column, row), this.#bits);
    return isThere ? 0 : 1;
  }
}

function firstBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function shine(light: Int32Array, onto: Int32Array): void {
  for (let at = 0; at < light.length; at += 2) {
    const word = light[at] ?? 0;
    onto[word] = (onto[word] ?? 0) | (light[at + 1] ?? 0);
  }
}
