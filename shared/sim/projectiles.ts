import type { Team } from "./bodies.ts";
import { along, RAY_CLEAR } from "./ray.ts";
import { rayAgainstWalls, type Terrain } from "./terrain.ts";

export interface Projectile {
  /** 1..65535, wraps. */
  id: number;
  /** Body id of who fired it. */
  owner: number;
  /** Of its owner, who may have left meanwhile. */
  team: Team;
  weapon: number;
  /** 1/256 unit. */
  x: number;
  y: number;
  /** 1/256 unit per tick. */
  velocityX: number;
  velocityY: number;
  ticksLeft: number;
}

export function newProjectile(): Projectile {
  return { id: 0, owner: 0, team: 0, weapon: 0, x: 0, y: 0, velocityX: 0, velocityY: 0, ticksLeft: 0 };
}

/**
 * Flies a projectile by one tick against walls alone: what a client can know. Leaves it where it ended, at a wall or out of
 * life; the world adds the bodies in between.
 */
export function stepProjectile(projectile: Projectile, terrain: Terrain): "flying" | "wall" | "expired" {
  if (!advance(projectile, projectile.x + projectile.velocityX, projectile.y + projectile.velocityY, terrain)) {
    return "wall";
  }
  return age(projectile) ? "flying" : "expired";
}

/** Moves a projectile to a place, or to the wall before it; false when there was one. */
export function advance(projectile: Projectile, toX: number, toY: number, terrain: Terrain): boolean {
  const wall = rayAgainstWalls(terrain, projectile.x, projectile.y, toX, toY);
  if (wall === RAY_CLEAR) {
    projectile.x = toX;
    projectile.y = toY;
    return true;
  }
  projectile.x = along(projectile.x, toX, wall);
  projectile.y = along(projectile.y, toY, wall);
  return false;
}

/** Counts a tick of flight; false when it was the last. */
export function age(projectile: Projectile): boolean {
  projectile.ticksLeft -= 1;
  return projectile.ticksLeft > 0;
}
