import { type RailWeapon, WEAPONS } from "../content/weapons.ts";
import { fireProjectiles } from "./flight.ts";
import { clampView } from "./history.ts";
import { along, RAY_CLEAR, RAY_FULL } from "./ray.ts";
import type { PendingShot } from "./scratch.ts";
import { targetAt } from "./targets.ts";
import { rayAgainstWalls } from "./terrain.ts";
import { TURN, UNIT } from "./units.ts";
import { aheadX, aheadY, MUZZLE } from "./weapons.ts";
import type { World } from "./world.ts";

/** Phase: what left the barrels in this tick is judged, each shot at the instant that its shooter saw. */
export function fireShots(world: World): void {
  const { shots } = world.scratch;
  for (let index = 0; index < shots.used; index += 1) {
    const shot = shots.at(index);
    const weapon = WEAPONS[shot.weapon];
    if (weapon?.kind === "rail") {
      fireRail(world, shot, weapon);
    } else if (weapon?.kind === "projectile") {
      fireProjectiles(world, shot, weapon);
    }
  }
}

/** Walls where they are, bodies where the shooter saw them; whom the shooter cannot have seen, where they are. */
function fireRail(world: World, shot: PendingShot, weapon: RailWeapon): void {
  const endX = aheadX(shot.x, shot.aim, weapon.range * UNIT);
  const endY = aheadY(shot.y, shot.aim, weapon.range * UNIT);
  const wall = rayAgainstWalls(world.terrain, shot.x, shot.y, endX, endY);
  const view = clampView(world, shot.viewTick);
  const { victim, fraction } = targetAt(world, shot.body, shot.team, weapon.radius * UNIT, shot.x, shot.y, endX, endY, view, shot.unseen);
  const struck = fraction !== RAY_CLEAR && fraction < wall;
  const stop = Math.min(RAY_FULL, wall, fraction);

  const fired = world.scratch.events.add("railFired");
  fired.body = shot.body;
  fired.shot = shot.shot;
  fired.weapon = shot.weapon;
  fired.toX = along(shot.x, endX, stop);
  fired.toY = along(shot.y, endY, stop);
  fired.fromX = aheadX(shot.x, shot.aim, MUZZLE);
  fired.fromY = aheadY(shot.y, shot.aim, MUZZLE);
  fired.victim = struck ? victim : 0;
  if (struck) {
    const hit = world.scratch.hits.take();
    hit.victim = victim;
    hit.attacker = shot.body;
    hit.weapon = shot.weapon;
    hit.amount = weapon.damage;
    hit.x = fired.toX;
    hit.y = fired.toY;
    hit.angle = (shot.aim + TURN / 2) % TURN;
  }
}
