import type { Body, Team } from "./bodies.ts";
import { BODY_RADIUS } from "./body.ts";
import { divCeil } from "./fixed.ts";
import { bodyAt, type Place } from "./history.ts";
import { RAY_CLEAR, rayAgainstDisc } from "./ray.ts";
import { VIEW_TICK } from "./units.ts";
import type { World } from "./world.ts";

/** The first body that a shot meets: RAY_CLEAR and no victim when it meets none. */
export interface Target {
  victim: number;
  /** Of the segment's length, see ray.ts. */
  fraction: number;
}

/** A body is stepped at most twice a tick. */
const STEPS_PER_TICK = 2;

const target: Target = { victim: 0, fraction: RAY_CLEAR };
const atStart: Place = { x: 0, y: 0 };
const atEnd: Place = { x: 0, y: 0 };

/** Against the bodies where they were at one instant (1/16 tick), the unseen ones where they are. Returns a record that the next call reuses. */
export function targetAt(
  world: World,
  shooter: number,
  team: Team,
  radius: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  view: number,
  unseen: readonly number[],
): Target {
  clearTarget();
  const now = world.tick * VIEW_TICK;
  for (const body of world.bodies) {
    if (body.alive && isEnemy(world, shooter, team, body) && bodyAt(world, body, unseen.includes(body.id) ? now : view, atEnd)) {
      aimAt(body, rayAgainstDisc(x1, y1, x2, y2, atEnd.x, atEnd.y, BODY_RADIUS + radius));
    }
  }
  return target;
}

/**
 * Against bodies that move while the shot flies, both in straight lines from one instant to the next: the shot is traced as
 * each of them sees it, so that fast ones do not slip past each other. Past the unseen ones it flies. Returns a record that the next call reuses.
 */
export function targetBetween(
  world: World,
  shooter: number,
  team: Team,
  radius: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  from: number,
  to: number,
  unseen: readonly number[],
): Target {
  clearTarget();
  const { scratch, terrain } = world;
  const ticksAgo = divCeil(world.tick * VIEW_TICK - from, VIEW_TICK);
  // The index has the bodies where they are now; in that time they came no further than this.
  const reach = BODY_RADIUS + radius + ticksAgo * STEPS_PER_TICK * terrain.pace.dashSpeed;
  const { grid } = scratch;
  grid.find(Math.min(x1, x2) - reach, Math.min(y1, y2) - reach, Math.max(x1, x2) + reach, Math.max(y1, y2) + reach);
  for (let index = 0; index < grid.foundCount; index += 1) {
    const body = grid.foundAt(index);
    if (body?.alive === true && isEnemy(world, shooter, team, body) && !unseen.includes(body.id) && bodyAt(world, body, to, atEnd)) {
      if (!bodyAt(world, body, from, atStart)) {
        atStart.x = atEnd.x;
        atStart.y = atEnd.y;
      }
      aimAt(body, rayAgainstDisc(x1 - atStart.x, y1 - atStart.y, x2 - atEnd.x, y2 - atEnd.y, 0, 0, BODY_RADIUS + radius));
    }
  }
  return target;
}

/** Whether shots of a shooter of this team hurt a body; through all others they pass. */
export function isEnemy(world: World, shooter: number, team: Team, body: Body): boolean {
  return body.id !== shooter && (team === 0 || world.mode.friendlyFire || body.team !== team);
}

function clearTarget(): void {
  target.victim = 0;
  target.fraction = RAY_CLEAR;
}

/** Of two bodies met at once the one with the lower id counts: the order of the index must not matter. */
function aimAt(body: Body, fraction: number): void {
  if (fraction < target.fraction || (fraction === target.fraction && fraction !== RAY_CLEAR && body.id < target.victim)) {
    target.fraction = fraction;
    target.victim = body.id;
  }
}
