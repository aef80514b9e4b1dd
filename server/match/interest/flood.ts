import type { Cells } from "./cells.ts";

/** Cells to each side that a flood can go: what fits into the 32 bits of a word around its middle. */
export const FLOOD_MAX = 15;
const SIDE = 2 * FLOOD_MAX + 1;

/** By line: a disc around the middle, cut to what it is asked for. */
const disc = new Int32Array(SIDE);

/**
 * The cells that can be reached from one within a radius without going through a wall: what lies behind it is reached by the
 * way around. Every other step goes to the corners, too, which makes an eight-sided figure, round enough to hold the circle of
 * that radius; what it has beyond the circle is cut off.
 */
export class Flood {
  /** Bit rows of a square around the start, whose middle bit is FLOOD_MAX. */
  readonly reached = new Int32Array(SIDE);
  /** Those of them beside what is not reached and no wall: whoever looks out of the area looks out through these. */
  readonly rim = new Int32Array(SIDE);
  /** Of the first bit of the first row. */
  column = 0;
  row = 0;
  readonly #open = new Int32Array(SIDE);
  readonly #outside = new Int32Array(SIDE);
  readonly #before = new Int32Array(SIDE);
  readonly #across = new Int32Array(SIDE);

  /** `radius`: cells, less than FLOOD_MAX: what is beside it has to be in the square, too. */
  spread(cells: Cells, column: number, row: number, radius: number): void {
    const { reached } = this;
    const open = this.#open;
    const before = this.#before;
    this.column = column - FLOOD_MAX;
    this.row = row - FLOOD_MAX;
    drawDisc(radius);
    for (let line = 0; line < SIDE; line += 1) open[line] = cells.bitsFrom(cells.open, this.column, this.row + line) & (disc[line] ?? 0);
    reached.fill(0);
    before.fill(0);
    reached[FLOOD_MAX] = 1 << FLOOD_MAX;
    for (let step = 0; step < radius; step += 1) {
      before.set(reached);
      if (step % 2 === 0) this.#growToCorners();
      else this.#grow();
    }
    this.#findRim(cells);
  }

  /** Past a pillar one sees though its cells are not to be reached: what counts is whether a box fills them. */
  #findRim(cells: Cells): void {
    const { reached, rim } = this;
    const outside = this.#outside;
    for (let line = 0; line < SIDE; line += 1) {
      const bits = cells.bitsFrom(cells.passable, this.column, this.row + line) & ~(reached[line] ?? 0);
      outside[line] = bits | (bits << 1) | (bits >>> 1);
    }
    for (let line = 0; line < SIDE; line += 1) {
      rim[line] = (reached[line] ?? 0) & ((outside[line - 1] ?? 0) | (outside[line] ?? 0) | (outside[line + 1] ?? 0));
    }
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

function drawDisc(radius: number): void {
  for (let line = 0; line < SIDE; line += 1) {
    const away = line - FLOOD_MAX;
    const half = radius * radius < away * away ? -1 : Math.floor(Math.sqrt(radius * radius - away * away));
    disc[line] = half < 0 ? 0 : (2 << (FLOOD_MAX + half)) - (1 << (FLOOD_MAX - half));
  }
}
