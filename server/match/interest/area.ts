import { UNIT } from "../../../shared/sim/units.ts";
import { CELL, cellOf } from "./cells.ts";
import { FLOOD_MAX, FLOOD_STRETCH } from "./flood.ts";

/** Cells of reach beyond what is needed at which an area is chosen anew though it still holds all that is needed. */
const SPARE_MAX = 1.5;

/** Where somebody can be soon: what can be reached in so many steps from the middle of a cell. */
export class Area {
  /** Of the middle. */
  column = 0;
  row = 0;
  /** Of the flood, cells. */
  steps = 0;

  /** Makes sure that it holds all within `reach` (units) of a place (1/256 unit); false when it did, and not much more. */
  cover(x: number, y: number, reach: number): boolean {
    const spare = this.steps - reach / CELL - this.#away(x, y);
    if (this.steps > 0 && spare >= 0 && spare <= SPARE_MAX) return false;
    this.column = cellOf(x);
    this.row = cellOf(y);
    this.steps = Math.min(FLOOD_MAX, Math.ceil(reach / CELL + this.#away(x, y)));
    return true;
  }

  /** It is nowhere: the next to be covered is another one. */
  clear(): void {
    this.steps = 0;
  }

  /** Units from a place (1/256 unit) within which all of it lies. */
  reachFrom(x: number, y: number): number {
    return (this.steps * FLOOD_STRETCH + this.#away(x, y)) * CELL;
  }

  /** How far a place is from the middle along the longer axis, cells. */
  #away(x: number, y: number): number {
    const columns = Math.abs(x / (CELL * UNIT) - this.column - 0.5);
    const rows = Math.abs(y / (CELL * UNIT) - this.row - 0.5);
    return Math.max(columns, rows);
  }
}
