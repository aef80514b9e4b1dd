import { stepProjectile } from "../../../shared/sim/projectiles.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Projectile } from "../../../shared/sim/world.ts";

/** Units: what rounding and the way to the first tick told may take a flight off its line. */
const SAME_PLACE = 2;

/** A straight stretch of a flight: from a place (units), `at` ticks from the muzzle, at a velocity (units per tick). */
export interface Leg {
  at: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

/**
 * The way of one projectile from its muzzle to where a wall or its age ends it, found once by the step that the server flies
 * it with. It is straight from bounce to bounce, so any instant in between is a matter of proportion.
 */
export class Flight {
  /** Ticks from the muzzle to its end, with a fraction. */
  readonly length: number;
  readonly #legs: readonly [Leg, ...Leg[]];

  /**
   * @param fromX, fromY the muzzle, 1/256 unit.
   * @param projectile as it is some way after the muzzle, or right there. Not changed.
   */
  constructor(fromX: number, fromY: number, projectile: Readonly<Projectile>, terrain: Terrain) {
    const flying: Projectile = { ...projectile };
    const legs: [Leg, ...Leg[]] = [{ at: 0, x: fromX / UNIT, y: fromY / UNIT, ...velocityOf(flying) }];
    let leg = legs[0];
    // Bounces before the first tick that is told are not: there it comes the straight way.
    const turn = (): void => {
      leg = { at: arrivalAt(leg, flying.x, flying.y), x: flying.x / UNIT, y: flying.y / UNIT, ...velocityOf(flying) };
      legs.push(leg);
    };
    for (let left = flying.ticksLeft; left > 0; left -= 1) if (stepProjectile(flying, terrain, turn) !== "flying") break;
    this.#legs = legs;
    this.length = arrivalAt(leg, flying.x, flying.y);
  }

  /** The stretch that it is on, some ticks from the muzzle. */
  legAt(ticks: number): Readonly<Leg> {
    let found = this.#legs[0];
    for (const leg of this.#legs) if (leg.at <= ticks) found = leg;
    return found;
  }

  /**
   * Ticks from the muzzle to where it is nearest to a place, 1/256 unit. A ball that comes back passes many places twice: of
   * equally near ones it is the one about `expected` ticks from the muzzle.
   */
  ticksTo(x: number, y: number, expected: number): number {
    let best = { ticks: 0, distance: Number.POSITIVE_INFINITY };
    this.#legs.forEach((leg, index) => {
      const speed = Math.hypot(leg.velocityX, leg.velocityY);
      const toX = x / UNIT - leg.x;
      const toY = y / UNIT - leg.y;
      const end = (this.#legs[index + 1]?.at ?? this.length) - leg.at;
      const ahead = speed === 0 ? 0 : (toX * leg.velocityX + toY * leg.velocityY) / speed ** 2;
      const within = Math.min(Math.max(0, ahead), end);
      const here = { ticks: leg.at + within, distance: Math.hypot(toX - leg.velocityX * within, toY - leg.velocityY * within) };
      const isEqual = Math.abs(here.distance - best.distance) < SAME_PLACE;
      if (isEqual ? Math.abs(here.ticks - expected) < Math.abs(best.ticks - expected) : here.distance < best.distance) best = here;
    });
    return best.ticks;
  }
}

function velocityOf({ velocityX, velocityY }: Projectile): { velocityX: number; velocityY: number } {
  return { velocityX: velocityX / UNIT, velocityY: velocityY / UNIT };
}

/** Ticks from the muzzle at which a stretch comes to a place on it, 1/256 unit. */
function arrivalAt(leg: Leg, x: number, y: number): number {
  const speed = Math.hypot(leg.velocityX, leg.velocityY);
  return leg.at + (speed === 0 ? 0 : Math.hypot(x / UNIT - leg.x, y / UNIT - leg.y) / speed);
}
