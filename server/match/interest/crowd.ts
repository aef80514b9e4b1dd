import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { type Cells, cellOf, setBit } from "./cells.ts";
import type { Field } from "./field.ts";
import { FOOTPRINT_ROWS, Footprint } from "./footprint.ts";
import { reachOf } from "./reach.ts";
import type { Slots } from "./slots.ts";

/** Side of a square by which the crowd is sorted, 1/256 unit: a few to a screen. */
const SQUARE = 256 * UNIT;

/** Steps by which a body can be elsewhere before the next patch says so: a tick can hold two frames of a body. */
const STEPS_SHOWN = 2;

const footprint = new Footprint();

/** The living bodies of one tick, sorted by place, each with all that asks whether it is in view. Made anew every tick, allocates nothing. */
export class Crowd {
  readonly #columns: number;
  readonly #rows: number;
  /** Where each square's bodies begin, row by row; the last entry is their end. */
  readonly #starts: Int32Array;
  /** The following by place in the order of squares. 1/256 unit. */
  #x = new Int32Array(0);
  #y = new Int32Array(0);
  /** 1/256 unit from its middle within which any part of it may be seen. */
  #radius = new Int32Array(0);
  #slots = new Uint16Array(0);
  /** Sets of slots: who is alive, and who is of each team, alive or not. */
  living = new Int32Array(0);
  teams: readonly [Int32Array, Int32Array, Int32Array] = [new Int32Array(0), new Int32Array(0), new Int32Array(0)];
  /** Of its middle: the word of the map's bit rows, and the bit. */
  #words = new Int32Array(0);
  #bits = new Int32Array(0);
  /** Its footprint: the word that it begins with, and of each of FOOTPRINT_ROWS rows the bits of that word and of the next. */
  #firstWords = new Int32Array(0);
  #lines = new Uint8Array(0);
  #footprints = new Int32Array(0);
  readonly #cells: Cells;

  constructor(cells: Cells, width: number, height: number) {
    this.#cells = cells;
    this.#columns = Math.ceil(width / SQUARE);
    this.#rows = Math.ceil(height / SQUARE);
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
  }

  gather({ bodies, terrain }: World, slots: Slots): void {
    const starts = this.#starts;
    this.#makeRoom(bodies.length, slots.words);
    // Counting sort: how many in each square and before it, then each to the end of what is left of its square's room.
    starts.fill(0);
    for (let index = 0; index < bodies.length; index += 1) {
      const body = bodies[index];
      if (body === undefined) continue;
      setBit(this.teams[body.team], 0, slots.of(body.id));
      if (!body.alive) continue;
      const square = this.#squareOf(body.x, body.y);
      starts[square] = (starts[square] ?? 0) + 1;
    }
    let sum = 0;
    for (let square = 0; square < starts.length; square += 1) {
      sum += starts[square] ?? 0;
      starts[square] = sum;
    }
    for (let index = 0; index < bodies.length; index += 1) {
      const body = bodies[index];
      if (body === undefined || !body.alive) continue;
      const square = this.#squareOf(body.x, body.y);
      const place = (starts[square] ?? 0) - 1;
      starts[square] = place;
      this.#slots[place] = slots.of(body.id);
      setBit(this.living, 0, slots.of(body.id));
      this.#put(place, body.x, body.y, BODY_RADIUS / UNIT + reachOf(body, STEPS_SHOWN, terrain.pace));
    }
  }

  /** Adds to a set those who are in a view: how far it goes to each side of a place, 1/256 unit, and what is lit there. */
  addSeen(set: Int32Array, field: Field, x: number, y: number, aside: number, away: number): void {
    const starts = this.#starts;
    const slots = this.#slots;
    const columns = this.#columns;
    const xs = this.#x;
    const ys = this.#y;
    const radii = this.#radius;
    const first = this.#columnOf(x - aside);
    const last = this.#columnOf(x + aside);
    const lastRow = this.#rowOf(y + away);
    for (let row = this.#rowOf(y - away); row <= lastRow; row += 1) {
      const end = starts[row * columns + last + 1] ?? 0;
      for (let place = starts[row * columns + first] ?? 0; place < end; place += 1) {
        const radius = radii[place] ?? 0;
        if (Math.abs((xs[place] ?? 0) - x) >= aside + radius || Math.abs((ys[place] ?? 0) - y) >= away + radius) continue;
        if (this.#isLit(place, field)) setBit(set, 0, slots[place] ?? 0);
      }
    }
  }

  /** Whether any part of where a body may be is lit. */
  #isLit(place: number, { bits, words, top }: Field): boolean {
    const from = top * words;
    if (((bits[(this.#words[place] ?? 0) - from] ?? 0) & (this.#bits[place] ?? 0)) !== 0) return true;
    const footprints = this.#footprints;
    let word = (this.#firstWords[place] ?? 0) - from;
    let line = 2 * place * FOOTPRINT_ROWS;
    for (const end = line + 2 * (this.#lines[place] ?? 0); line < end; line += 2) {
      if ((((bits[word] ?? 0) & (footprints[line] ?? 0)) | ((bits[word + 1] ?? 0) & (footprints[line + 1] ?? 0))) !== 0) return true;
      word += words;
    }
    return false;
  }

  /** `radius` in units. */
  #put(place: number, x: number, y: number, radius: number): void {
    const { words } = this.#cells;
    this.#x[place] = x;
    this.#y[place] = y;
    this.#radius[place] = radius * UNIT;
    this.#words[place] = cellOf(y) * words + (cellOf(x) >> 5);
    this.#bits[place] = 1 << (cellOf(x) & 31);
    footprint.stamp(this.#cells, x, y, radius);
    // What it has beyond the map is no cell of any field.
    const left = Math.max(0, footprint.left);
    this.#firstWords[place] = footprint.top * words + (left >> 5);
    this.#lines[place] = footprint.count;
    for (let line = 0; line < footprint.count; line += 1) {
      const bits = (footprint.rows[line] ?? 0) >>> (left - footprint.left);
      const at = 2 * (place * FOOTPRINT_ROWS + line);
      this.#footprints[at] = bits << (left & 31);
      this.#footprints[at + 1] = (left & 31) === 0 ? 0 : bits >>> (32 - (left & 31));
    }
  }

  #squareOf(x: number, y: number): number {
    return this.#rowOf(y) * this.#columns + this.#columnOf(x);
  }

  /** The square column of a place in 1/256 unit. */
  #columnOf(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor(x / SQUARE)));
  }

  #rowOf(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor(y / SQUARE)));
  }

  #makeRoom(count: number, words: number): void {
    if (this.living.length < words) {
      this.living = new Int32Array(words);
      this.teams = [new Int32Array(words), new Int32Array(words), new Int32Array(words)];
    }
    this.living.fill(0);
    for (const team of this.teams) team.fill(0);
    if (this.#slots.length >= count) return;
    const room = 2 * count;
    this.#x = new Int32Array(room);
    this.#y = new Int32Array(room);
    this.#radius = new Int32Array(room);
    this.#slots = new Uint16Array(room);
    this.#words = new Int32Array(room);
    this.#bits = new Int32Array(room);
    this.#firstWords = new Int32Array(room);
    this.#lines = new Uint8Array(room);
    this.#footprints = new Int32Array(2 * room * FOOTPRINT_ROWS);
  }
}
