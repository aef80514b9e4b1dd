import { UNIT } from "../../../shared/sim/units.ts";
import { CELL, type Cells, cellOf } from "./cells.ts";

/** Rows of cells that the footprint of a body may touch: a dash at 20 Hz, twice in a tick. */
export const FOOTPRINT_ROWS = 10;

/**
 * The cells that any part of a body may be in until its next place is known: a disc, cut by the walls that it does not reach
 * around. `rows[from..]`: a bit row for each row of cells from `top` on, whose first bit is `left`.
 */
export class Footprint {
  readonly rows = new Int32Array(FOOTPRINT_ROWS);
  left = 0;
  top = 0;
  count = 0;
  readonly #free = new Int32Array(FOOTPRINT_ROWS);

  /** Place in 1/256 unit, radius in units. */
  stamp(cells: Cells, x: number, y: number, radius: number): void {
    const { rows } = this;
    const free = this.#free;
    const middleX = x / (CELL * UNIT);
    const middleY = y / (CELL * UNIT);
    const size = radius / CELL;
    this.left = Math.floor(middleX - size);
    this.top = Math.floor(middleY - size);
    this.count = Math.min(FOOTPRINT_ROWS, Math.floor(middleY + size) - this.top + 1);
    for (let line = 0; line < this.count; line += 1) {
      const away = Math.max(0, this.top + line - middleY, middleY - (this.top + line + 1));
      const half = Math.sqrt(Math.max(0, size * size - away * away));
      const first = Math.floor(middleX - half) - this.left;
      const last = Math.floor(middleX + half) - this.left;
      free[line] = cells.bitsFrom(cells.passable, this.left, this.top + line) & ((2 << last) - (1 << first));
      rows[line] = 0;
    }
    const own = cellOf(y) - this.top;
    rows[own] = 1 << (cellOf(x) - this.left);
    this.#spread();
  }

  /** From the middle to all of the disc that hangs together with it. */
  #spread(): void {
    const { rows, count } = this;
    for (let grew = true; grew; ) {
      grew = false;
      for (let line = 0; line < count; line += 1) {
        const bits = rows[line] ?? 0;
        const next =
          (bits | (bits << 1) | (bits >>> 1) | (line > 0 ? (rows[line - 1] ?? 0) : 0) | (line + 1 < count ? (rows[line + 1] ?? 0) : 0)) &
          (this.#free[line] ?? 0);
        if ((next | bits) !== bits) {
          rows[line] = next | bits;
          grew = true;
        }
      }
    }
  }
}
