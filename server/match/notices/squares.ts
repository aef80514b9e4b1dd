import type { Terrain } from "../../../shared/sim/terrain.ts";

/**
 * Things of one tick sorted by place: row by row of squares, so that what is in a rectangle lies in one run for each of its rows.
 * Beyond the map counts to the squares at its rim.
 */
export class Squares {
  /** Of a square, 1/256 unit. */
  readonly side: number;
  columns = 0;
  rows = 0;
  /** Where each square's begin; the last entry is their end. */
  starts = new Int32Array(0);
  /** In the order of squares: the number that each thing was added under, and where, 1/256 unit. */
  indices = new Uint16Array(0);
  x = new Int32Array(0);
  y = new Int32Array(0);
  #count = 0;
  /** In the order in which they were added. */
  #addedSquares = new Int32Array(64);
  #addedIndices = new Uint16Array(64);
  #addedX = new Int32Array(64);
  #addedY = new Int32Array(64);

  constructor(side: number) {
    this.side = side;
  }

  columnOf(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(x / this.side)));
  }

  rowOf(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor(y / this.side)));
  }

  /** Where the things from one column of a row on begin. */
  startOf(row: number, column: number): number {
    return this.starts[row * this.columns + column] ?? 0;
  }

  /** Empty, for things on this map. */
  begin({ width, height }: Terrain): void {
    this.columns = Math.ceil(width / this.side);
    this.rows = Math.ceil(height / this.side);
    this.#count = 0;
    if (this.starts.length === this.columns * this.rows + 1) this.starts.fill(0);
    else this.starts = new Int32Array(this.columns * this.rows + 1);
  }

  add(index: number, x: number, y: number): void {
    if (this.#count === this.#addedX.length) this.#grow();
    const square = this.rowOf(y) * this.columns + this.columnOf(x);
    this.starts[square] = (this.starts[square] ?? 0) + 1;
    this.#addedSquares[this.#count] = square;
    this.#addedIndices[this.#count] = index;
    this.#addedX[this.#count] = x;
    this.#addedY[this.#count] = y;
    this.#count += 1;
  }

  /** Counting sort: how many are in each square and before it, then each to the end of what is left of its square's room. */
  sort(): void {
    const { starts } = this;
    let sum = 0;
    for (let square = 0; square < starts.length; square += 1) {
      sum += starts[square] ?? 0;
      starts[square] = sum;
    }
    if (this.x.length < this.#count) this.#makeRoom();
    for (let added = this.#count - 1; added >= 0; added -= 1) {
      const square = this.#addedSquares[added] ?? 0;
      const place = (starts[square] ?? 0) - 1;
      starts[square] = place;
      this.indices[place] = this.#addedIndices[added] ?? 0;
      this.x[place] = this.#addedX[added] ?? 0;
      this.y[place] = this.#addedY[added] ?? 0;
    }
  }

  #grow(): void {
    const room = 2 * this.#count;
    const longer = <List extends Int32Array | Uint16Array>(list: List, into: List): List => {
      into.set(list);
      return into;
    };
    this.#addedSquares = longer(this.#addedSquares, new Int32Array(room));
    this.#addedIndices = longer(this.#addedIndices, new Uint16Array(room));
    this.#addedX = longer(this.#addedX, new Int32Array(room));
    this.#addedY = longer(this.#addedY, new Int32Array(room));
  }

  #makeRoom(): void {
    const room = this.#addedX.length;
    this.indices = new Uint16Array(room);
    this.x = new Int32Array(room);
    this.y = new Int32Array(room);
  }
}
