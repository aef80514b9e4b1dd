import { UNIT } from "../../../shared/sim/units.ts";
import { CELL, cellOf } from "./cells.ts";
import { FLOOD_MAX } from "./flood.ts";

/** Radii come in halves of a cell: whole ones hold far more than is needed, and finer ones hardly anybody shares. */
export const HALVES = 2;

/** Halves from which on a radius is rounded to whole cells: of a large area half a cell more is little, and every second one is one that nobody asked for before. */
const COARSE_FROM = 10;

/** How many radii there are, from 0 on: all below FLOOD_MAX, so that a flood shows what is beside it, too. */
export const RADII = HALVES * FLOOD_MAX;

/** Cells from the middle of a cell to its edge: as far as somebody is from the middle, or a little less than at its corners. */
const ASIDE = 0.5;

/**
 * Where somebody can be soon: what can be reached within a radius of the middle of the cell that they are in. It depends on where
 * in the cell they are as little as can be, for all who are in a cell to share it.
 */
export class Area {
  /** Of the middle. */
  column = 0;
  row = 0;
  /** Halves of a cell; 0: nowhere. */
  radius = 0;

  /** Becomes the one that holds all within `reach` (units) of a place (1/256 unit), and little more; false when it was that. */
  cover(x: number, y: number, reach: number): boolean {
    const { column, row, radius } = this;
    this.column = cellOf(x);
    this.row = cellOf(y);
    this.radius = Math.min(RADII - 1, rounded(Math.ceil(HALVES * (reach / CELL + ASIDE))));
    return this.radius !== radius || this.column !== column || this.row !== row;
  }

  /** The next to be covered is another one. */
  clear(): void {
    this.radius = 0;
  }

  /** Units from a place (1/256 unit) within which all of it lies. */
  reachFrom(x: number, y: number): number {
    const columns = x / (CELL * UNIT) - this.column - 0.5;
    const rows = y / (CELL * UNIT) - this.row - 0.5;
    return (this.radius / HALVES + Math.hypot(columns, rows)) * CELL;
  }
}

function rounded(halves: number): number {
  return halves < COARSE_FROM ? halves : HALVES * Math.ceil(halves / HALVES);
}
