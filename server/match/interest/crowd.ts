import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { type Cells, cellOf } from "./cells.ts";
import { FOOTPRINT_ROWS, Footprint } from "./footprint.ts";
import { reachOf } from "./reach.ts";
import type { Slots } from "./slots.ts";

/** Side of a square by which the crowd is sorted, units: a few to a screen. */
const SQUARE = 256;

/** Steps by which a body can be elsewhere before the next patch says so: a tick can hold two frames of a body. */
const STEPS_SHOWN = 2;

const footprint = new Footprint();

/** The living bodies of one tick, sorted by place, each with all that asks whether it is in view. Made anew every tick, allocates nothing. */
export class Crowd {
  readonly columns: number;
  readonly rows: number;
  /** Where each square's bodies begin, row by row; the last entry is their end. */
  readonly starts: Int32Array;
  /** The following by place in the order of squares. Units. */
  x = new Float64Array(0);
  y = new Float64Array(0);
  /** Units from its middle within which any part of it may be seen. */
  radius = new Float64Array(0);
  ids = new Uint16Array(0);
  slots = new Uint16Array(0);
  /** Cells: of the middle, and of the footprint, whose rows are FOOTPRINT_ROWS apart. */
  column = new Int16Array(0);
  row = new Int16Array(0);
  left = new Int16Array(0);
  top = new Int16Array(0);
  lines = new Uint8Array(0);
  footprints = new Int32Array(0);
  readonly #cells: Cells;

  constructor(cells: Cells, width: number, height: number) {
    this.#cells = cells;
    this.columns = Math.ceil(width / (SQUARE * UNIT));
    this.rows = Math.ceil(height / (SQUARE * UNIT));
    this.starts = new Int32Array(this.columns * this.rows + 1);
  }

  /** The square column of a place in units. */
  columnOf(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(x / SQUARE)));
  }

  rowOf(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor(y / SQUARE)));
  }

  gather({ bodies, terrain }: World, slots: Slots): void {
    const { starts } = this;
    this.#makeRoom(bodies.length);
    // Counting sort: how many in each square and before it, then each to the end of what is left of its square's room.
    starts.fill(0);
    for (const body of bodies) {
      if (!body.alive) continue;
      const square = this.#squareOf(body.x, body.y);
      starts[square] = (starts[square] ?? 0) + 1;
    }
    let sum = 0;
    for (let square = 0; square < starts.length; square += 1) {
      sum += starts[square] ?? 0;
      starts[square] = sum;
    }
    for (const body of bodies) {
      if (!body.alive) continue;
      const square = this.#squareOf(body.x, body.y);
      const place = (starts[square] ?? 0) - 1;
      starts[square] = place;
      const radius = BODY_RADIUS / UNIT + reachOf(body, STEPS_SHOWN, terrain.pace);
      this.#put(place, body.x, body.y, radius);
      this.ids[place] = body.id;
      this.slots[place] = slots.of(body.id);
    }
  }

  #put(place: number, x: number, y: number, radius: number): void {
    this.x[place] = x / UNIT;
    this.y[place] = y / UNIT;
    this.radius[place] = radius;
    this.column[place] = cellOf(x);
    this.row[place] = cellOf(y);
    footprint.stamp(this.#cells, x, y, radius);
    this.left[place] = footprint.left;
    this.top[place] = footprint.top;
    this.lines[place] = footprint.count;
    this.footprints.set(footprint.rows, place * FOOTPRINT_ROWS);
  }

  #squareOf(x: number, y: number): number {
    return this.rowOf(y / UNIT) * this.columns + this.columnOf(x / UNIT);
  }

  #makeRoom(count: number): void {
    if (this.ids.length >= count) return;
    const room = 2 * count;
    this.x = new Float64Array(room);
    this.y = new Float64Array(room);
    this.radius = new Float64Array(room);
    this.ids = new Uint16Array(room);
    this.slots = new Uint16Array(room);
    this.column = new Int16Array(room);
    this.row = new Int16Array(room);
    this.left = new Int16Array(room);
    this.top = new Int16Array(room);
    this.lines = new Uint8Array(room);
    this.footprints = new Int32Array(room * FOOTPRINT_ROWS);
  }
}
