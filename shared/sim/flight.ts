import { WEAPONS } from "../content/weapons.ts";
import { atan2Of, divFloor, divRound } from "./fixed.ts";
import { clampView } from "./history.ts";
import { advance, age, newProjectile, type Projectile } from "./projectiles.ts";
import { along, RAY_CLEAR } from "./ray.ts";
import type { PendingShot } from "./scratch.ts";
import { targetBetween } from "./targets.ts";
import { rayAgainstWalls } from "./terrain.ts";
import { UNIT, VIEW_TICK } from "./units.ts";
import { aheadX, aheadY, launch, MUZZLE } from "./weapons.ts";
import type { World } from "./world.ts";

/** Ids go from 1 to this and around: 16 bits on the wire, and far more than are ever in flight. */
const PROJECTILE_ID_MAX = 65_535;

/** Phase: what was in flight when the tick began flies on by a tick. */
export function flyProjectiles(world: World): void {
  const { projectiles, scratch } = world;
  const now = world.tick * VIEW_TICK;
  let kept = 0;
  for (const projectile of projectiles) {
    if (!fly(world, projectile, projectile.x + projectile.velocityX, projectile.y + projectile.velocityY, now - VIEW_TICK, now)) {
      scratch.spareProjectiles.push(projectile);
    } else if (age(projectile)) {
      projectiles[kept] = projectile;
      kept += 1;
    } else {
      end(world, projectile, 0);
      scratch.spareProjectiles.push(projectile);
    }
  }
  while (projectiles.length > kept) {
    projectiles.pop();
  }
}

/**
 * Puts a projectile into the world where its shooter saw it: it leaves the barrel at the instant that the shooter saw, at
 * most `pace.forward` ago, and is flown from there to now past the bodies where they were.
 */
export function fireProjectile(world: World, shot: PendingShot): void {
  const { events, spareProjectiles } = world.scratch;
  const { pace } = world.terrain;
  const projectile = spareProjectiles.pop() ?? newProjectile();
  projectile.id = world.nextProjectile;
  world.nextProjectile = (projectile.id % PROJECTILE_ID_MAX) + 1;
  projectile.owner = shot.body;
  projectile.team = shot.team;
  launch(projectile, shot.weapon, shot.x, shot.y, shot.aim, world.terrain);

  const now = world.tick * VIEW_TICK;
  const forward = Math.min(pace.forward, now - clampView(world, shot.viewTick));
  projectile.ticksLeft -= divRound(forward, VIEW_TICK);

  const fired = events.add("projectileFired");
  fired.body = shot.body;
  fired.shot = shot.shot;
  fired.weapon = shot.weapon;
  fired.projectile = projectile.id;
  fired.velocityX = projectile.velocityX;
  fired.velocityY = projectile.velocityY;
  fired.ticksLeft = projectile.ticksLeft;
  // From the body's middle to the muzzle in no time: what stands against the barrel is hit, wall or body.
  let instant = now - forward;
  let flying = fly(world, projectile, aheadX(shot.x, shot.aim, MUZZLE), aheadY(shot.y, shot.aim, MUZZLE), instant, instant);
  fired.fromX = projectile.x;
  fired.fromY = projectile.y;
  while (flying && instant < now) {
    const next = (divFloor(instant, VIEW_TICK) + 1) * VIEW_TICK;
    const part = next - instant;
    const toX = projectile.x + divRound(projectile.velocityX * part, VIEW_TICK);
    const toY = projectile.y + divRound(projectile.velocityY * part, VIEW_TICK);
    flying = fly(world, projectile, toX, toY, instant, next);
    instant = next;
  }
  fired.x = projectile.x;
  fired.y = projectile.y;
  if (flying) {
    world.projectiles.push(projectile);
  } else {
    spareProjectiles.push(projectile);
  }
}

/** Flies to a place between two instants; false when it met a wall or a body on the way, and ended there. */
function fly(world: World, projectile: Projectile, toX: number, toY: number, from: number, to: number): boolean {
  const { x, y } = projectile;
  const radius = (WEAPONS[projectile.weapon]?.radius ?? 0) * UNIT;
  const { victim, fraction } = targetBetween(world, projectile.owner, projectile.team, radius, x, y, toX, toY, from, to);
  if (fraction !== RAY_CLEAR && fraction < rayAgainstWalls(world.terrain, x, y, toX, toY)) {
    projectile.x = along(x, toX, fraction);
    projectile.y = along(y, toY, fraction);
    const hit = world.scratch.hits.take();
    hit.victim = victim;
    hit.attacker = projectile.owner;
    hit.weapon = projectile.weapon;
    hit.x = projectile.x;
    hit.y = projectile.y;
    hit.angle = atan2Of(0 - projectile.velocityY, 0 - projectile.velocityX);
    end(world, projectile, victim);
    return false;
  }
  if (!advance(projectile, toX, toY, world.terrain)) {
    end(world, projectile, 0);
    return false;
  }
  return true;
}

function end(world: World, projectile: Projectile, victim: number): void {
  const ended = world.scratch.events.add("projectileEnded");
  ended.projectile = projectile.id;
  ended.x = projectile.x;
  ended.y = projectile.y;
  ended.victim = victim;
}
