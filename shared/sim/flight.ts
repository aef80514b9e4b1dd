import { type ProjectileWeapon, WEAPONS } from "../content/weapons.ts";
import { atan2Of, divFloor, divRound } from "./fixed.ts";
import { NOBODY } from "./frame.ts";
import { clampView } from "./history.ts";
import { age, BOUNCES_MAX, bounce, moveTo, newProjectile, type Projectile, projectileIdAfter } from "./projectiles.ts";
import { RAY_CLEAR, RAY_FULL } from "./ray.ts";
import type { PendingShot } from "./scratch.ts";
import { spreadOf } from "./spread.ts";
import { targetBetween } from "./targets.ts";
import { rayAgainstWalls } from "./terrain.ts";
import { TURN, UNIT, VIEW_TICK } from "./units.ts";
import { aheadX, aheadY, launch, MUZZLE } from "./weapons.ts";
import type { World } from "./world.ts";

/** Phase: what was in flight when the tick began flies on by a tick. */
export function flyProjectiles(world: World): void {
  const { projectiles, scratch } = world;
  const now = world.tick * VIEW_TICK;
  let kept = 0;
  for (const projectile of projectiles) {
    if (!fly(world, projectile, projectile.x + projectile.velocityX, projectile.y + projectile.velocityY, now - VIEW_TICK, now, NOBODY)) {
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
 * Puts a shot's projectiles into the world where its shooter saw them: they leave the barrel at the instant that the shooter
 * saw, at most `pace.forward` ago, and are flown from there to now past the bodies where they were. Bodies that the shooter
 * cannot have seen are met from now on only.
 */
export function fireProjectiles(world: World, shot: PendingShot, weapon: ProjectileWeapon): void {
  const now = world.tick * VIEW_TICK;
  const forward = Math.min(world.terrain.pace.forward, now - clampView(world, shot.viewTick));
  if (weapon.pellets === 1) {
    fireOne(world, shot, forward);
  } else {
    fireFan(world, shot, weapon, forward);
  }
}

function fireOne(world: World, shot: PendingShot, forward: number): void {
  const projectile = load(world, shot, shot.aim, forward);
  const fired = world.scratch.events.add("projectileFired");
  fired.body = shot.body;
  fired.shot = shot.shot;
  fired.weapon = shot.weapon;
  fired.projectile = projectile.id;
  const left = leaveBarrel(world, projectile, shot, shot.aim, forward);
  fired.fromX = projectile.x;
  fired.fromY = projectile.y;
  const flying = left && catchUp(world, projectile, shot, forward);
  fired.x = projectile.x;
  fired.y = projectile.y;
  fired.velocityX = projectile.velocityX;
  fired.velocityY = projectile.velocityY;
  fired.ticksLeft = projectile.ticksLeft;
  keep(world, projectile, flying);
}

/** The event says where the fan began; each pellet's way follows from it. */
function fireFan(world: World, shot: PendingShot, weapon: ProjectileWeapon, forward: number): void {
  const fired = world.scratch.events.add("scatterFired");
  fired.body = shot.body;
  fired.shot = shot.shot;
  fired.weapon = shot.weapon;
  fired.projectile = world.nextProjectile;
  fired.fromX = shot.x;
  fired.fromY = shot.y;
  fired.aim = shot.aim;
  fired.forward = forward;
  for (let pellet = 0; pellet < weapon.pellets; pellet += 1) {
    const angle = pelletAngle(shot.body, shot.shot, shot.aim, pellet, weapon);
    const projectile = load(world, shot, angle, forward);
    keep(world, projectile, leaveBarrel(world, projectile, shot, angle, forward) && catchUp(world, projectile, shot, forward));
  }
}

/** The way of one pellet of a shot, 1/65536 turn. */
export function pelletAngle(body: number, shot: number, aim: number, pellet: number, weapon: ProjectileWeapon): number {
  return (aim + spreadOf(body, shot, pellet, weapon.pellets, weapon.spread) + TURN) % TURN;
}

/** A projectile in the middle of its body, about to leave. */
function load(world: World, shot: PendingShot, angle: number, forward: number): Projectile {
  const projectile = world.scratch.spareProjectiles.pop() ?? newProjectile();
  projectile.id = world.nextProjectile;
  world.nextProjectile = projectileIdAfter(projectile.id, 1);
  projectile.owner = shot.body;
  projectile.team = shot.team;
  launch(projectile, shot.weapon, shot.x, shot.y, angle, world.terrain);
  projectile.ticksLeft -= divRound(forward, VIEW_TICK);
  return projectile;
}

/** From the body's middle to the muzzle in no time: what stands against the barrel is hit, wall or body. */
function leaveBarrel(world: World, projectile: Projectile, { unseen }: PendingShot, angle: number, forward: number): boolean {
  const instant = world.tick * VIEW_TICK - forward;
  // What leaves it now meets everybody where they are.
  const passed = forward === 0 ? NOBODY : unseen;
  return fly(world, projectile, aheadX(projectile.x, angle, MUZZLE), aheadY(projectile.y, angle, MUZZLE), instant, instant, passed);
}

/** Flies what left the barrel `forward` ago (1/16 tick) up to now; false when it met something. */
function catchUp(world: World, projectile: Projectile, { unseen }: PendingShot, forward: number): boolean {
  const now = world.tick * VIEW_TICK;
  let instant = now - forward;
  let flying = true;
  while (flying && instant < now) {
    const next = (divFloor(instant, VIEW_TICK) + 1) * VIEW_TICK;
    const part = next - instant;
    const toX = projectile.x + divRound(projectile.velocityX * part, VIEW_TICK);
    const toY = projectile.y + divRound(projectile.velocityY * part, VIEW_TICK);
    flying = fly(world, projectile, toX, toY, instant, next, unseen);
    instant = next;
  }
  return flying;
}

function keep(world: World, projectile: Projectile, flying: boolean): void {
  if (flying) {
    world.projectiles.push(projectile);
  } else {
    world.scratch.spareProjectiles.push(projectile);
  }
}

/** Flies to a place between two instants, past the unseen; false when it met a body or a wall that ends it on the way, and ended there. */
function fly(world: World, projectile: Projectile, toX: number, toY: number, from: number, to: number, unseen: readonly number[]): boolean {
  const weapon = WEAPONS[projectile.weapon];
  const radius = (weapon?.radius ?? 0) * UNIT;
  const rebounds = weapon?.kind === "projectile" && weapon.rebound > 0;
  let endX = toX;
  let endY = toY;
  let start = from;
  for (let bounces = 0; ; bounces += 1) {
    const { x, y } = projectile;
    const { victim, fraction } = targetBetween(world, projectile.owner, projectile.team, radius, x, y, endX, endY, start, to, unseen);
    const wall = rayAgainstWalls(world.terrain, x, y, endX, endY);
    if (fraction !== RAY_CLEAR && fraction < wall) {
      moveTo(projectile, endX, endY, fraction);
      strike(world, projectile, victim);
      return false;
    }
    moveTo(projectile, endX, endY, wall);
    if (wall === RAY_CLEAR || (rebounds && bounces === BOUNCES_MAX)) {
      return true;
    }
    if (!rebounds) {
      end(world, projectile, 0);
      return false;
    }
    const rest = bounce(projectile, endX, endY, world.terrain);
    endX = projectile.x + rest.x;
    endY = projectile.y + rest.y;
    start += divRound((to - start) * wall, RAY_FULL);
    const bounced = world.scratch.events.add("projectileBounced");
    bounced.projectile = projectile.id;
    bounced.x = projectile.x;
    bounced.y = projectile.y;
  }
}

/** A body is met: what bursts hurts by its blast alone. */
function strike(world: World, projectile: Projectile, victim: number): void {
  const weapon = WEAPONS[projectile.weapon];
  if (weapon?.kind === "projectile" && weapon.blast === null) {
    const hit = world.scratch.hits.take();
    hit.victim = victim;
    hit.attacker = projectile.owner;
    hit.weapon = projectile.weapon;
    hit.amount = weapon.damage;
    hit.x = projectile.x;
    hit.y = projectile.y;
    hit.angle = atan2Of(0 - projectile.velocityY, 0 - projectile.velocityX);
  }
  end(world, projectile, victim);
}

function end(world: World, projectile: Projectile, victim: number): void {
  const { events, blasts } = world.scratch;
  const ended = events.add("projectileEnded");
  ended.projectile = projectile.id;
  ended.x = projectile.x;
  ended.y = projectile.y;
  ended.victim = victim;
  const weapon = WEAPONS[projectile.weapon];
  if (weapon?.kind === "projectile" && weapon.blast !== null) {
    const blast = blasts.take();
    blast.owner = projectile.owner;
    blast.team = projectile.team;
    blast.weapon = projectile.weapon;
    blast.x = projectile.x;
    blast.y = projectile.y;
  }
}
