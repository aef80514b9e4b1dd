import { ASPECT_MAX, LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { CELL, Cells, hasBit, type Pillar, setBit } from "./cells.ts";

/** Cells to each side that a light reaches: as far as the widest screen shows from its body, looking ahead. */
const LIGHT_REACH = Math.ceil((viewSize(ASPECT_MAX).width * (0.5 + LOOK_AHEAD)) / CELL);

/** At its far end two neighbouring rays are 15 units apart: less than half of a body. */
const RAYS = 512;
const RAY_X = Float64Array.from({ length: RAYS }, (_, ray) => Math.cos(((ray + 0.5) / RAYS) * 2 * Math.PI));
const RAY_Y = Float64Array.from({ length: RAYS }, (_, ray) => Math.sin(((ray + 0.5) / RAYS) * 2 * Math.PI));

/**
 * What a lamp in the middle of each cell would light, walls that face it included: what somebody there could see. A light is
 * worked out when it is first asked for, about 40 µs, and kept: less than 1 kB for each cell of the largest map. Shared by
 * all matches on a terrain.
 */
export class Lights {
  readonly cells: Cells;
  /** By cell. */
  readonly #lit: (Int32Array | null)[];
  /** Where a light is worked out: bit rows of the map. */
  readonly #canvas: Int32Array;
  /** Cells before this have been prepared. */
  #prepared = 0;

  constructor(cells: Cells) {
    this.cells = cells;
    this.#lit = Array.from({ length: cells.columns * cells.rows }, () => null);
    this.#canvas = new Int32Array(cells.words * cells.rows);
  }

  has(column: number, row: number): boolean {
    return this.#lit[row * this.cells.columns + column] !== null;
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

  /** Works out up to so many more, until all are there. */
  prepare(count: number): void {
    const { cells } = this;
    let left = count;
    while (left > 0 && this.#prepared < this.#lit.length) {
      const column = this.#prepared % cells.columns;
      const row = (this.#prepared - column) / cells.columns;
      this.#prepared += 1;
      if (!cells.isOpen(column, row) || this.has(column, row)) continue;
      this.of(column, row);
      left -= 1;
    }
  }

  #shine(column: number, row: number): Int32Array {
    const canvas = this.#canvas;
    canvas.fill(0);
    for (let ray = 0; ray < RAYS; ray += 1) this.#cast(column, row, RAY_X[ray] ?? 0, RAY_Y[ray] ?? 0);
    let count = 0;
    for (let word = 0; word < canvas.length; word += 1) if (canvas[word] !== 0) count += 1;
    const lit = new Int32Array(2 * count);
    let at = 0;
    for (let word = 0; word < canvas.length; word += 1) {
      const bits = canvas[word] ?? 0;
      if (bits === 0) continue;
      lit[at] = word;
      lit[at + 1] = bits;
      at += 2;
    }
    return lit;
  }

  /** Goes from cell to cell along a ray until a wall stops it. */
  #cast(fromColumn: number, fromRow: number, dx: number, dy: number): void {
    const { columns, rows, words, passable, pillars } = this.cells;
    const stepX = dx > 0 ? 1 : -1;
    const stepY = dy > 0 ? 1 : -1;
    const perColumn = 1 / Math.abs(dx);
    const perRow = 1 / Math.abs(dy);
    let column = fromColumn;
    let row = fromRow;
    let nextColumn = perColumn / 2;
    let nextRow = perRow / 2;
    while (
      column >= 0 &&
      column < columns &&
      row >= 0 &&
      row < rows &&
      Math.abs(column - fromColumn) <= LIGHT_REACH &&
      Math.abs(row - fromRow) <= LIGHT_REACH
    ) {
      setBit(this.#canvas, row * words, column);
      if (!hasBit(passable, row * words, column)) return;
      const standing = pillars[row * columns + column];
      if (standing !== undefined && endsAt(standing, fromColumn + 0.5, fromRow + 0.5, dx, dy) <= Math.min(nextColumn, nextRow)) return;
      if (nextColumn < nextRow) {
        nextColumn += perColumn;
        column += stepX;
      } else {
        nextRow += perRow;
        row += stepY;
      }
    }
  }
}

/** How far a ray gets before it meets one of these pillars, cells. */
function endsAt(pillars: readonly Pillar[], x: number, y: number, dx: number, dy: number): number {
  let end = Number.POSITIVE_INFINITY;
  for (const pillar of pillars) {
    const toX = pillar.x - x;
    const toY = pillar.y - y;
    const ahead = toX * dx + toY * dy;
    const aside = toX * dy - toY * dx;
    const inside = pillar.radius * pillar.radius - aside * aside;
    if (ahead > 0 && inside >= 0) end = Math.min(end, ahead - Math.sqrt(inside));
  }
  return end;
}

const lightsByTerrain = new WeakMap<Terrain, Lights>();

export function lightsOf(terrain: Terrain): Lights {
  let lights = lightsByTerrain.get(terrain);
  if (lights === undefined) {
    lights = new Lights(new Cells(terrain));
    lightsByTerrain.set(terrain, lights);
  }
  return lights;
}
