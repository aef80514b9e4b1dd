import { WEAPONS } from "../content/weapons.ts";
import type { Team } from "./bodies.ts";
import { type Bouncing, turnBack } from "./bounce.ts";
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

/** Ids go from 1 to this and around: 16 bits on the wire, and far more than are ever in flight. */
const PROJECTILE_ID_MAX = 65_535;

/** The id that is given `count` projectiles after `id`. */
export function projectileIdAfter(id: number, count: number): number {
  return ((id - 1 + count) % PROJECTILE_ID_MAX) + 1;
}

/** Bounces within one step; more, and it lies in a corner, where it waits for its end. */
export const BOUNCES_MAX = 4;

/**
 * Flies a projectile by one tick against walls alone: what a client can know. Leaves it where it ended, at a wall or out of
 * life; the world adds the bodies in between. `onBounce` is told of each wall that it bounces off, when it stands there.
 */
export function stepProjectile(projectile: Projectile, terrain: Terrain, onBounce?: () => void): "flying" | "wall" | "expired" {
  let toX = projectile.x + projectile.velocityX;
  let toY = projectile.y + projectile.velocityY;
  for (let bounces = 0; !advance(projectile, toX, toY, terrain); bounces += 1) {
    if (reboundOf(projectile) === 0) {
      return "wall";
    }
    if (bounces === BOUNCES_MAX) {
      break;
    }
    const rest = bounce(projectile, toX, toY, terrain);
    toX = projectile.x + rest.x;
    toY = projectile.y + rest.y;
    onBounce?.();
  }
  return age(projectile) ? "flying" : "expired";
}

/** Moves a projectile to a place, or to the wall before it; false when there was one. */
function advance(projectile: Projectile, toX: number, toY: number, terrain: Terrain): boolean {
  const wall = rayAgainstWalls(terrain, projectile.x, projectile.y, toX, toY);
  moveTo(projectile, toX, toY, wall);
  return wall === RAY_CLEAR;
}

/** Moves a projectile by a fraction of the way to a place (see ray.ts); RAY_CLEAR: all of it. */
export function moveTo(projectile: Projectile, toX: number, toY: number, fraction: number): void {
  projectile.x = fraction === RAY_CLEAR ? toX : along(projectile.x, toX, fraction);
  projectile.y = fraction === RAY_CLEAR ? toY : along(projectile.y, toY, fraction);
}

/** Percent of its speed that a projectile keeps when it bounces; 0: a wall ends it. */
export function reboundOf(projectile: Projectile): number {
  const weapon = WEAPONS[projectile.weapon];
  return weapon?.kind === "projectile" ? weapon.rebound : 0;
}

const bouncing: Bouncing = { x: 0, y: 0, velocityX: 0, velocityY: 0, restX: 0, restY: 0 };
const rest = { x: 0, y: 0 };

/** Turns a projectile back that stands at a wall on its way to a place. Returns the way that is left to go: reused by the next call. */
export function bounce(projectile: Projectile, toX: number, toY: number, terrain: Terrain): { readonly x: number; readonly y: number } {
  bouncing.x = projectile.x;
  bouncing.y = projectile.y;
  bouncing.velocityX = projectile.velocityX;
  bouncing.velocityY = projectile.velocityY;
  bouncing.restX = toX - projectile.x;
  bouncing.restY = toY - projectile.y;
  turnBack(bouncing, reboundOf(projectile), terrain);
  projectile.x = bouncing.x;
  projectile.y = bouncing.y;
  projectile.velocityX = bouncing.velocityX;
  projectile.velocityY = bouncing.velocityY;
  rest.x = bouncing.restX;
  rest.y = bouncing.restY;
  return rest;
}

/** Counts a tick of flight; false when it was the last. */
export function age(projectile: Projectile): boolean {
  projectile.ticksLeft -= 1;
  return projectile.ticksLeft > 0;
}
