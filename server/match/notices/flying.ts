import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Projectile } from "../../../shared/sim/world.ts";

/** Side of a square by which they are sorted, 1/256 unit: a screen is a few of them. */
const SQUARE = 256 * UNIT;

/** What flies at the end of a tick, sorted by place: row by row of squares, so that what is on a screen lies in a few runs. */
export class Flying {
  columns = 0;
  rows = 0;
  /** Where each square's begin; the last entry is their end. */
  starts = new Int32Array(0);
  /** By place in the order of squares: index into the world's projectiles, id, owner, and where, 1/256 unit. */
  indices = new Uint16Array(0);
  ids = new Uint16Array(0);
  owners = new Uint16Array(0);
  x = new Int32Array(0);
  y = new Int32Array(0);

  columnOf(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(x / SQUARE)));
  }

  rowOf(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor(y / SQUARE)));
  }

  /** Counting sort: how many in each square and before it, then each to the end of what is left of its square's room. */
  gather(projectiles: readonly Projectile[], terrain: Terrain): void {
    this.#makeRoom(projectiles.length, terrain);
    const { starts } = this;
    starts.fill(0);
    for (const projectile of projectiles) {
      const square = this.#squareOf(projectile);
      starts[square] = (starts[square] ?? 0) + 1;
    }
    let sum = 0;
    for (let square = 0; square < starts.length; square += 1) {
      sum += starts[square] ?? 0;
      starts[square] = sum;
    }
    for (let index = 0; index < projectiles.length; index += 1) {
      const projectile = projectiles[index];
      if (projectile === undefined) continue;
      const square = this.#squareOf(projectile);
      const place = (starts[square] ?? 0) - 1;
      starts[square] = place;
      this.indices[place] = index;
      this.ids[place] = projectile.id;
      this.owners[place] = projectile.owner;
      this.x[place] = projectile.x;
      this.y[place] = projectile.y;
    }
  }

  #squareOf({ x, y }: Projectile): number {
    return this.rowOf(y) * this.columns + this.columnOf(x);
  }

  #makeRoom(count: number, { width, height }: Terrain): void {
    this.columns = Math.ceil(width / SQUARE);
    this.rows = Math.ceil(height / SQUARE);
    if (this.starts.length !== this.columns * this.rows + 1) this.starts = new Int32Array(this.columns * this.rows + 1);
    if (this.ids.length >= count) return;
    const room = 2 * count;
    this.indices = new Uint16Array(room);
    this.ids = new Uint16Array(room);
    this.owners = new Uint16Array(room);
    this.x = new Int32Array(room);
    this.y = new Int32Array(room);
  }
}
