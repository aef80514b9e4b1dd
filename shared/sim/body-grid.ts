import type { Body } from "./bodies.ts";
import { divFloor } from "./fixed.ts";
import type { Terrain } from "./terrain.ts";
import { UNIT } from "./units.ts";

/** Side of a cell, 1/256 unit: 256 units, a few ticks of a projectile's way. */
const CELL = 256 * UNIT;

const NONE = -1;

/** Living bodies by cell, so that a projectile looks at its neighbours alone. Built anew every tick. */
export class BodyGrid {
  private readonly columns: number;
  private readonly rows: number;
  /** First body of each cell, an index into `bodies`. */
  private readonly heads: Int32Array;
  /** The body after each in its cell. */
  private next = new Int32Array(0);
  private bodies: readonly Body[] = [];
  /** What `find` found: indices into `bodies`, ascending. */
  private found = new Int32Array(0);
  foundCount = 0;

  constructor(terrain: Terrain) {
    this.columns = divFloor(terrain.width, CELL) + 1;
    this.rows = divFloor(terrain.height, CELL) + 1;
    this.heads = new Int32Array(this.columns * this.rows);
  }

  build(bodies: readonly Body[]): void {
    this.bodies = bodies;
    if (this.next.length < bodies.length) {
      this.next = new Int32Array(2 * bodies.length);
      this.found = new Int32Array(2 * bodies.length);
    }
    this.heads.fill(NONE);
    for (let index = 0; index < bodies.length; index += 1) {
      const body = bodies[index];
      if (body?.alive === true) {
        const cell = this.row(body.y) * this.columns + this.column(body.x);
        this.next[index] = this.heads[cell] ?? NONE;
        this.heads[cell] = index;
      }
    }
  }

  /** Finds the bodies of every cell that a box touches, which are all whose middle lies in it and some more; read them with `foundAt`. */
  find(minX: number, minY: number, maxX: number, maxY: number): void {
    this.foundCount = 0;
    const lastRow = this.row(maxY);
    const lastColumn = this.column(maxX);
    for (let row = this.row(minY); row <= lastRow; row += 1) {
      for (let column = this.column(minX); column <= lastColumn; column += 1) {
        let index = this.heads[row * this.columns + column] ?? NONE;
        while (index !== NONE) {
          this.found[this.foundCount] = index;
          this.foundCount += 1;
          index = this.next[index] ?? NONE;
        }
      }
    }
  }

  foundAt(index: number): Body | undefined {
    return this.bodies[this.found[index] ?? NONE];
  }

  private column(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, divFloor(x, CELL)));
  }

  private row(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, divFloor(y, CELL)));
  }
}
