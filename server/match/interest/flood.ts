import type { Cells } from "./cells.ts";

/** Cells to each side that a flood can go: what fits into the 32 bits of a word around its middle. */
export const FLOOD_MAX = 15;
const SIDE = 2 * FLOOD_MAX + 1;

/** What a flood makes of a circle is an eight-sided figure: its corners are farther away than so many steps by this. */
export const FLOOD_STRETCH = Math.sqrt(5) / 2;

/** Every other bit, the first among them. */
const EVEN = 0x5555_5555;

/**
 * The cells that can be reached from one in so many steps without going through a wall: what lies behind it is reached by
 * the way around. Every other step goes to the corners, too, which makes it round enough to hold the circle of that radius.
 */
export class Flood {
  /** Bit rows of a square around the start, whose middle bit is FLOOD_MAX. */
  readonly reached = new Int32Array(SIDE);
  /** Of those that took all the steps every other one: whoever looks out of the area looks out through these, less than 64 units apart. */
  readonly rim = new Int32Array(SIDE);
  /** Of the first bit of the first row. */
  column = 0;
  row = 0;
  readonly #open = new Int32Array(SIDE);
  readonly #before = new Int32Array(SIDE);
  readonly #across = new Int32Array(SIDE);

  spread(cells: Cells, column: number, row: number, steps: number): void {
    const { reached, rim } = this;
    const open = this.#open;
    const before = this.#before;
    this.column = column - FLOOD_MAX;
    this.row = row - FLOOD_MAX;
    for (let line = 0; line < SIDE; line += 1) open[line] = cells.bitsFrom(cells.open, this.column, this.row + line);
    reached.fill(0);
    before.fill(0);
    reached[FLOOD_MAX] = 1 << FLOOD_MAX;
    for (let step = 0; step < steps; step += 1) {
      before.set(reached);
      if (step % 2 === 0) this.#growToCorners();
      else this.#grow();
    }
    // As a chessboard's fields of one colour, the one of the slanting sides.
    const even = (steps + Math.ceil(steps / 2) + FLOOD_MAX + FLOOD_MAX) % 2 === 0 ? EVEN : ~EVEN;
    for (let line = 0; line < SIDE; line += 1) rim[line] = (reached[line] ?? 0) & ~(before[line] ?? 0) & (line % 2 === 0 ? even : ~even);
  }

  #grow(): void {
    const { reached } = this;
    const before = this.#before;
    for (let line = 0; line < SIDE; line += 1) {
      const bits = before[line] ?? 0;
      reached[line] = bits | (((bits << 1) | (bits >>> 1) | (before[line - 1] ?? 0) | (before[line + 1] ?? 0)) & (this.#open[line] ?? 0));
    }
  }

  /** Around a corner only by way of a free cell beside it: walls that touch at their corners are closed. */
  #growToCorners(): void {
    const { reached } = this;
    const before = this.#before;
    const open = this.#open;
    const across = this.#across;
    for (let line = 0; line < SIDE; line += 1) {
      const bits = before[line] ?? 0;
      across[line] = bits | (((bits << 1) | (bits >>> 1)) & (open[line] ?? 0));
    }
    for (let line = 0; line < SIDE; line += 1) {
      const down = ((before[line - 1] ?? 0) | (before[line + 1] ?? 0)) & (open[line] ?? 0);
      const downAcross = (down << 1) | (down >>> 1);
      const acrossDown = (across[line - 1] ?? 0) | (across[line + 1] ?? 0);
      reached[line] = (across[line] ?? 0) | down | ((downAcross | acrossDown) & (open[line] ?? 0));
    }
  }
}
