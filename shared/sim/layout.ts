import type { World } from "./world.ts";

/** Takes the next integer of a world's state: any from -2^31 to 2^32 - 1. */
export type Sink = (value: number) => void;

export const PHASE_CODES = ["playing", "podium", "over"] as const;

/**
 * Everything that matters in a world, as one sequence of integers: what `serialize` writes and `hashWorld` folds, so that
 * neither can know a field that the other does not. `deserialize` reads the same sequence.
 */
export function writeWorld(world: World, write: Sink): void {
  write(world.tick);
  write(PHASE_CODES.indexOf(world.phase));
  write(world.phaseTicks);
  write(world.podiumTicks);
  write(world.scores[0]);
  write(world.scores[1]);
  write(world.random);
  write(world.nextProjectile);
  write(world.bodies.length);
  // By index throughout: a loop over a collection makes an object for every step of it until it is compiled, and this runs once a second.
  for (let index = 0; index < world.bodies.length; index++) {
    const body = world.bodies[index];
    if (body === undefined) continue;
    write(body.id);
    write(body.team);
    write(body.x);
    write(body.y);
    write(body.velocityX);
    write(body.velocityY);
    write(body.aim);
    write(body.alive ? 1 : 0);
    write(body.dashTicks);
    write(body.dashCooldown);
    write(body.dashHeld ? 1 : 0);
    write(body.weapon);
    write(body.fireCooldown);
    writeAll(body.ammo, write);
    write(body.shots);
    write(body.health);
    write(body.shield);
    write(body.respawnTicks);
    write(body.protectedTicks);
    write(body.overchargeTicks);
    write(body.kills);
    write(body.deaths);
    write(body.assists);
    write(body.streak);
    write(body.impulses);
    for (let place = 0; place < body.hurtBy.length; place++) {
      const hurt = body.hurtBy[place];
      if (hurt === undefined) continue;
      write(hurt.attacker);
      write(hurt.tick);
    }
    writeAll(body.trail.x, write);
    writeAll(body.trail.y, write);
    writeAll(body.trail.life, write);
  }
  write(world.projectiles.length);
  for (let index = 0; index < world.projectiles.length; index++) {
    const projectile = world.projectiles[index];
    if (projectile === undefined) continue;
    write(projectile.id);
    write(projectile.owner);
    write(projectile.team);
    write(projectile.weapon);
    write(projectile.x);
    write(projectile.y);
    write(projectile.velocityX);
    write(projectile.velocityY);
    write(projectile.ticksLeft);
  }
  for (let index = 0; index < world.pickups.length; index++) write(world.pickups[index]?.absentTicks ?? 0);
}

function writeAll(values: ArrayLike<number>, write: Sink): void {
  for (let index = 0; index < values.length; index++) write(values[index] ?? 0);
}
