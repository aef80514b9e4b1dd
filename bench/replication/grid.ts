import { WORLD } from "./workload.ts";

/** Units. */
const CELL = 200;
const CELLS = Math.ceil(WORLD / CELL) + 1;

export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A uniform grid, filled anew each tick. What lies in one row of cells lies side by side. */
export class Grid {
  readonly #starts = new Int32Array(CELLS * CELLS + 1);
  readonly #cells: Int32Array;
  readonly #sorted: Int32Array;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;

  constructor(capacity: number) {
    this.#cells = new Int32Array(capacity);
    this.#sorted = new Int32Array(capacity);
    this.#xs = new Float64Array(capacity);
    this.#ys = new Float64Array(capacity);
  }

  /** `isThere` leaves places out that are empty. */
  fill<T extends { x: number; y: number }>(items: readonly T[], isThere: (item: T) => boolean): void {
    const starts = this.#starts.fill(0);
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const cell = item !== undefined && isThere(item) ? Math.floor(item.y / CELL) * CELLS + Math.floor(item.x / CELL) : -1;
      this.#cells[index] = cell;
      if (cell >= 0) starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
    }
    for (let cell = 0; cell < CELLS * CELLS; cell += 1) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
    // Each start moves on as its cell fills, and is set back by moving all of them one cell on.
    for (let index = 0; index < items.length; index += 1) {
      const cell = this.#cells[index] ?? -1;
      const item = items[index];
      if (cell < 0 || item === undefined) continue;
      const place = starts[cell] ?? 0;
      starts[cell] = place + 1;
      this.#sorted[place] = index;
      this.#xs[place] = item.x;
      this.#ys[place] = item.y;
    }
    starts.copyWithin(1, 0, CELLS * CELLS);
    starts[0] = 0;
  }

  /** Writes the indices of what lies inside into `found`; returns how many. */
  gather(area: Rectangle, found: Uint16Array): number {
    const first = Math.floor(area.left / CELL);
    const last = Math.floor(area.right / CELL);
    const lastRow = Math.floor(area.bottom / CELL);
    const { left, top, right, bottom } = area;
    const starts = this.#starts;
    const xs = this.#xs;
    const ys = this.#ys;
    const sorted = this.#sorted;
    let count = 0;
    for (let row = Math.floor(area.top / CELL); row <= lastRow; row += 1) {
      const end = starts[row * CELLS + last + 1] ?? 0;
      for (let place = starts[row * CELLS + first] ?? 0; place < end; place += 1) {
        const x = xs[place] ?? 0;
        const y = ys[place] ?? 0;
        if (x < left || x > right || y < top || y > bottom) continue;
        found[count] = sorted[place] ?? 0;
        count += 1;
      }
    }
    return count;
  }
}
