import { stepProjectile } from "../../../shared/sim/projectiles.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Projectile } from "../../../shared/sim/world.ts";

/**
 * The way of one projectile from its muzzle to where a wall or its age ends it, found once by the step that the server flies
 * it with. It is straight, so any instant in between is a matter of proportion.
 */
export class Flight {
  /** Units: the muzzle. */
  readonly x: number;
  readonly y: number;
  /** Units per tick. */
  readonly velocityX: number;
  readonly velocityY: number;
  /** Ticks from the muzzle to its end, with a fraction. */
  readonly length: number;

  /**
   * @param fromX, fromY the muzzle, 1/256 unit.
   * @param projectile as it is some way after the muzzle, or right there. Not changed.
   */
  constructor(fromX: number, fromY: number, projectile: Readonly<Projectile>, terrain: Terrain) {
    this.x = fromX / UNIT;
    this.y = fromY / UNIT;
    this.velocityX = projectile.velocityX / UNIT;
    this.velocityY = projectile.velocityY / UNIT;
    const flying: Projectile = { ...projectile };
    for (let left = flying.ticksLeft; left > 0; left -= 1) if (stepProjectile(flying, terrain) !== "flying") break;
    this.length = this.ticksTo(flying.x, flying.y);
  }

  /** Ticks from the muzzle to a place on the way, 1/256 unit. */
  ticksTo(x: number, y: number): number {
    const speed = Math.hypot(this.velocityX, this.velocityY);
    return speed === 0 ? 0 : Math.hypot(x / UNIT - this.x, y / UNIT - this.y) / speed;
  }
}
