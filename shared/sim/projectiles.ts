import { along, RAY_CLEAR } from "./ray.ts";
import { rayAgainstWalls, type Terrain } from "./terrain.ts";
import type { Projectile } from "./world.ts";

/**
 * Flies a projectile by one tick against walls alone: what a client can know. Leaves it where it ended, at a wall or out of
 * life; the world adds the bodies in between.
 */
export function stepProjectile(projectile: Projectile, terrain: Terrain): "flying" | "wall" | "expired" {
  const toX = projectile.x + projectile.velocityX;
  const toY = projectile.y + projectile.velocityY;
  const wall = rayAgainstWalls(terrain, projectile.x, projectile.y, toX, toY);
  if (wall !== RAY_CLEAR) {
    projectile.x = along(projectile.x, toX, wall);
    projectile.y = along(projectile.y, toY, wall);
    return "wall";
  }
  projectile.x = toX;
  projectile.y = toY;
  projectile.ticksLeft -= 1;
  return projectile.ticksLeft > 0 ? "flying" : "expired";
}
