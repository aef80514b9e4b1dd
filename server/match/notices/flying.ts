import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Projectile } from "../../../shared/sim/world.ts";
import { Squares } from "./squares.ts";

/** 1/256 unit to a square: a screen is a few of them. */
const SQUARE = 256 * UNIT;

/** What flies at the end of a tick, by the square where it can be seen. */
export class Flying {
  projectiles: readonly Projectile[] = [];
  readonly seen = new Squares(SQUARE);
  /** By index into `projectiles`. */
  ids = new Uint16Array(0);

  gather(projectiles: readonly Projectile[], terrain: Terrain): void {
    this.projectiles = projectiles;
    this.seen.begin(terrain);
    if (this.ids.length < projectiles.length) this.ids = new Uint16Array(2 * projectiles.length);
    for (let index = 0; index < projectiles.length; index += 1) {
      const projectile = projectiles[index];
      if (projectile === undefined) continue;
      this.ids[index] = projectile.id;
      this.seen.add(index, projectile.x, projectile.y);
    }
    this.seen.sort();
  }
}
