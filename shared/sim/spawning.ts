import { HEALTH_MAX } from "../content/pickups.ts";
import { PULSE } from "../content/weapons.ts";
import type { Body } from "./bodies.ts";
import { atan2Of, divFloor, lengthOf } from "./fixed.ts";
import { recordPlace } from "./history.ts";
import { drawBelow } from "./random.ts";
import { isSightClear } from "./sight.ts";
import { UNIT } from "./units.ts";
import type { World } from "./world.ts";

/**
 * 1/256 unit: with nobody nearer than this a spawn point is as safe as one can be. 800 units are half the width of a screen:
 * further would be safer and a long walk to the next fight.
 */
const SAFE_DISTANCE = 800 * UNIT;

/** An enemy in sight is as bad as one at this fraction of the distance. */
const SEEN_DIVISOR = 2;

/** Phase: protection runs out, the dead wait, and whose time has come spawns. */
export function spawnBodies(world: World): void {
  for (const body of world.bodies) {
    if (body.alive) {
      body.protectedTicks = Math.max(0, body.protectedTicks - 1);
    } else if (body.respawnTicks > 0) {
      body.respawnTicks -= 1;
    } else {
      spawn(world, body);
    }
  }
}

function spawn(world: World, body: Body): void {
  const { map, pace, width, height } = world.terrain;
  const point = map.spawns[safestSpawn(world, body)] ?? { x: 0, y: 0 };
  body.x = point.x * UNIT;
  body.y = point.y * UNIT;
  body.velocityX = 0;
  body.velocityY = 0;
  // Towards the middle of the map, where the fights are.
  body.aim = atan2Of(divFloor(height, 2) - body.y, divFloor(width, 2) - body.x);
  body.alive = true;
  body.dashTicks = 0;
  body.dashCooldown = 0;
  body.dashHeld = false;
  body.weapon = PULSE;
  body.fireCooldown = 0;
  body.ammo.fill(0);
  body.health = HEALTH_MAX;
  body.shield = 0;
  body.protectedTicks = pace.protectedTicks;
  body.overchargeTicks = 0;
  body.streak = 0;
  body.impulses += 1;
  forgetAttackers(body);
  recordPlace(world, body);
  const spawned = world.scratch.events.add("bodySpawned");
  spawned.body = body.id;
  spawned.x = body.x;
  spawned.y = body.y;
  spawned.aim = body.aim;
}

function forgetAttackers(body: Body): void {
  for (let place = 0; place < body.hurtBy.length; place += 1) {
    const hurt = body.hurtBy[place];
    if (hurt !== undefined) {
      hurt.attacker = 0;
      hurt.tick = 0;
    }
  }
}

/** The index of the safest spawn point that is not the other team's; of several equally safe ones the world's stream picks one. */
function safestSpawn(world: World, body: Body): number {
  const { spawns } = world.terrain.map;
  let best = 0;
  let bestSafety = -1;
  let ties = 0;
  for (let index = 0; index < spawns.length; index += 1) {
    const point = spawns[index];
    if (point === undefined || (body.team !== 0 && point.team !== undefined && point.team !== body.team)) {
      continue;
    }
    const safety = safetyOf(world, body, point.x * UNIT, point.y * UNIT);
    if (safety > bestSafety) {
      bestSafety = safety;
      best = index;
      ties = 1;
    } else if (safety === bestSafety) {
      // Each of the n equals seen so far ends up chosen with 1/n.
      ties += 1;
      if (drawBelow(world, ties) === 0) {
        best = index;
      }
    }
  }
  return best;
}

/** Bodies without a team are all rivals; those who fire at friends, too, do not spawn far from them. */
function isRival(body: Body, other: Body): boolean {
  return body.team === 0 || body.team !== other.team;
}

/** How far the nearest enemy is, up to SAFE_DISTANCE; worse when it looks this way. */
function safetyOf(world: World, body: Body, x: number, y: number): number {
  let safety = SAFE_DISTANCE;
  for (const other of world.bodies) {
    if (other.alive && isRival(body, other) && Math.abs(other.x - x) < safety && Math.abs(other.y - y) < safety) {
      const distance = lengthOf(other.x - x, other.y - y);
      if (distance < safety) {
        const seen = isSightClear(world.terrain, other.x, other.y, x, y);
        safety = Math.min(safety, seen ? divFloor(distance, SEEN_DIVISOR) : distance);
      }
    }
  }
  return safety;
}
