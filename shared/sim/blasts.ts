import { type BlastData, WEAPONS, type WeaponData } from "../content/weapons.ts";
import type { Body } from "./bodies.ts";
import { BODY_RADIUS } from "./body.ts";
import { atan2Of, divRound, lengthOf } from "./fixed.ts";
import type { PendingBlast } from "./scratch.ts";
import { isSightClear } from "./sight.ts";
import { isEnemy } from "./targets.ts";
import { UNIT } from "./units.ts";
import type { World } from "./world.ts";

/** Phase: what burst in this tick hurts and pushes the bodies around it that no wall hides, its owner among them. */
export function burst(world: World): void {
  const { blasts, events } = world.scratch;
  for (let index = 0; index < blasts.used; index += 1) {
    const blast = blasts.at(index);
    const exploded = events.add("exploded");
    exploded.body = blast.owner;
    exploded.weapon = blast.weapon;
    exploded.x = blast.x;
    exploded.y = blast.y;
    const weapon = WEAPONS[blast.weapon];
    if (world.phase === "playing" && weapon?.kind === "projectile" && weapon.blast !== null) {
      strikeAround(world, blast, weapon, weapon.blast);
    }
  }
}

function strikeAround(world: World, blast: PendingBlast, weapon: WeaponData, data: BlastData): void {
  const radius = data.radius * UNIT;
  for (const body of world.bodies) {
    const dx = body.x - blast.x;
    const dy = body.y - blast.y;
    if (!body.alive || body.protectedTicks > 0 || Math.abs(dx) > radius + BODY_RADIUS || Math.abs(dy) > radius + BODY_RADIUS) {
      continue;
    }
    const isOwner = body.id === blast.owner;
    const toEdge = Math.max(0, lengthOf(dx, dy) - BODY_RADIUS);
    if (toEdge > radius || !(isOwner || isEnemy(world, blast.owner, blast.team, body)) || !isSightClear(world.terrain, blast.x, blast.y, body.x, body.y)) {
      continue;
    }
    const amount = weapon.damage - divRound((weapon.damage - data.edgeDamage) * toEdge, radius);
    const hit = world.scratch.hits.take();
    hit.victim = body.id;
    hit.attacker = blast.owner;
    hit.weapon = blast.weapon;
    hit.amount = isOwner ? divRound(amount * data.selfPercent, 100) : amount;
    hit.x = body.x;
    hit.y = body.y;
    hit.angle = atan2Of(0 - dy, 0 - dx);
    const push = world.terrain.pace.weapons[blast.weapon]?.push ?? 0;
    throwBack(world, body, dx, dy, divRound(push * (2 * radius - toEdge), 2 * radius));
  }
}

/** Adds to a body's velocity, 1/256 unit per tick. Nobody is thrown faster than they dash: what looks back for a hit counts on it. */
function throwBack(world: World, body: Body, dx: number, dy: number, push: number): void {
  const distance = lengthOf(dx, dy);
  if (distance === 0) {
    return;
  }
  body.velocityX += divRound(dx * push, distance);
  body.velocityY += divRound(dy * push, distance);
  const speed = lengthOf(body.velocityX, body.velocityY);
  const top = world.terrain.pace.dashSpeed;
  if (speed > top) {
    body.velocityX = divRound(body.velocityX * top, speed);
    body.velocityY = divRound(body.velocityY * top, speed);
  }
  body.impulses += 1;
}
