import type { Cells, Pillar } from "./cells.ts";
import { LIGHT_REACH, RAY_TREE, RAY_X, RAY_Y, RAYS } from "./rays.ts";

/** Part of a turn between two rays. */
const RAY_ANGLE = (2 * Math.PI) / RAYS;

/** Words that are set aside at once for lights: of some hundred, each of which would cost the collector more alone. */
const PAPER = 65_536;

/**
 * What a lamp in the middle of each cell would light, walls that face it included: what somebody there could see. A light is
 * worked out when it is first asked for and kept: about 1 kB for each cell of the largest map.
 */
export class Lights {
  readonly cells: Cells;
  /** By cell. */
  readonly #lit: (Int32Array | null)[];
  /** Where a light is worked out: bit rows of the map. */
  readonly #canvas: Int32Array;
  /** Where lights are written to, and the words that are taken of it. */
  #paper = new Int32Array(0);
  #taken = 0;
  /** How far each ray gets before a pillar ends it, cells. */
  readonly #ends = new Float32Array(RAYS);
  /** Cells before this have been prepared. */
  #prepared = 0;

  constructor(cells: Cells) {
    this.cells = cells;
    this.#lit = Array.from({ length: cells.columns * cells.rows }, () => null);
    this.#canvas = new Int32Array(cells.words * cells.rows);
  }

  /** Of the map's bit rows the words that are not dark, in pairs: which word, and its bits. */
  of(column: number, row: number): Int32Array {
    const cell = row * this.cells.columns + column;
    let lit = this.#lit[cell];
    if (lit === null || lit === undefined) {
      lit = this.#shine(column, row);
      this.#lit[cell] = lit;
    }
    return lit;
  }

  /** Works out up to so many more; false once all are there. */
  prepare(count: number): boolean {
    const { cells } = this;
    let left = count;
    while (left > 0 && this.#prepared < this.#lit.length) {
      const column = this.#prepared % cells.columns;
      const row = (this.#prepared - column) / cells.columns;
      if (cells.isOpen(column, row) && this.#lit[this.#prepared] === null) {
        this.of(column, row);
        left -= 1;
      }
      this.#prepared += 1;
    }
    return left === 0;
  }

  #shine(column: number, row: number): Int32Array {
    const { words, rows } = this.cells;
    this.#cast(column, row, this.#meetPillars(column + 0.5, row + 0.5));
    const canvas = this.#canvas;
    const first = Math.max(0, row - LIGHT_REACH) * words;
    const end = Math.min(rows, row + LIGHT_REACH + 1) * words;
    let count = 0;
    for (let word = first; word < end; word += 1) if (canvas[word] !== 0) count += 1;
    const lit = this.#take(2 * count);
    let at = 0;
    for (let word = first; word < end; word += 1) {
      const bits = canvas[word] ?? 0;
      if (bits === 0) continue;
      lit[at] = word;
      lit[at + 1] = bits;
      at += 2;
      canvas[word] = 0;
    }
    return lit;
  }

  #take(words: number): Int32Array {
    if (this.#taken + words > this.#paper.length) {
      this.#paper = new Int32Array(PAPER);
      this.#taken = 0;
    }
    this.#taken += words;
    return this.#paper.subarray(this.#taken - words, this.#taken);
  }

  /** Lights each cell that a ray comes to, walls that end it included. */
  #cast(fromColumn: number, fromRow: number, isAmongPillars: boolean): void {
    const canvas = this.#canvas;
    const { columns, rows, words, passable } = this.cells;
    const ends = this.#ends;
    const { size, columns: aside, rows: down, next, firstRays, entries } = RAY_TREE;
    for (let node = 0; node < size; ) {
      const column = fromColumn + (aside[node] ?? 0);
      const row = fromRow + (down[node] ?? 0);
      const isOff = column < 0 || column >= columns || row < 0 || row >= rows;
      if (isOff || (isAmongPillars && (ends[firstRays[node] ?? 0] ?? 0) <= (entries[node] ?? 0) && this.#areEnded(node))) {
        node = next[node] ?? size;
        continue;
      }
      const word = row * words + (column >> 5);
      const bit = 1 << (column & 31);
      canvas[word] = (canvas[word] ?? 0) | bit;
      node = ((passable[word] ?? 0) & bit) === 0 ? (next[node] ?? size) : node + 1;
    }
  }

  /** Whether pillars end all rays of a node before they come to it. */
  #areEnded(node: number): boolean {
    const { entries, firstRays, lastRays } = RAY_TREE;
    const entry = entries[node] ?? 0;
    const last = lastRays[node] ?? 0;
    for (let ray = firstRays[node] ?? 0; ray <= last; ray += 1) if ((this.#ends[ray] ?? 0) > entry) return false;
    return true;
  }

  /** Finds where pillars end rays from a place in cells; false when none does. */
  #meetPillars(x: number, y: number): boolean {
    this.#ends.fill(Number.POSITIVE_INFINITY);
    let isAny = false;
    for (const pillar of this.cells.pillars) {
      const reach = LIGHT_REACH + 1 + pillar.radius;
      if (Math.abs(pillar.x - x) > reach || Math.abs(pillar.y - y) > reach) continue;
      this.#meet(pillar, pillar.x - x, pillar.y - y);
      isAny = true;
    }
    return isAny;
  }

  /** `toX`, `toY`: from the lamp, which is outside of it. */
  #meet({ radius }: Pillar, toX: number, toY: number): void {
    const middle = Math.atan2(toY, toX) / RAY_ANGLE - 0.5;
    const half = Math.asin(Math.min(1, radius / Math.hypot(toX, toY))) / RAY_ANGLE;
    for (let turned = Math.floor(middle - half); turned <= Math.ceil(middle + half); turned += 1) {
      const ray = turned & (RAYS - 1);
      const dx = RAY_X[ray] ?? 0;
      const dy = RAY_Y[ray] ?? 0;
      const aside = toX * dy - toY * dx;
      const inside = radius * radius - aside * aside;
      if (inside >= 0) this.#ends[ray] = Math.min(this.#ends[ray] ?? 0, toX * dx + toY * dy - Math.sqrt(inside));
    }
  }
}
