import { type Gift, HEALTH_MAX, PICKUP_REACH, PICKUPS, SHIELD_MAX } from "../content/pickups.ts";
import { WEAPONS } from "../content/weapons.ts";
import type { Body } from "./bodies.ts";
import { UNIT } from "./units.ts";
import type { World } from "./world.ts";

const REACH = PICKUP_REACH * UNIT;

/** Phase: overcharge runs out; what is taken comes back in time; what lies there goes to the nearest living body in reach that can use it. */
export function givePickups(world: World): void {
  for (const body of world.bodies) {
    body.overchargeTicks = Math.max(0, body.overchargeTicks - 1);
  }
  const { map, pace } = world.terrain;
  const { events } = world.scratch;
  for (let index = 0; index < world.pickups.length; index += 1) {
    const pickup = world.pickups[index];
    const pad = map.pickups[index];
    if (pickup === undefined || pad === undefined) {
      continue;
    }
    if (pickup.absentTicks > 0) {
      pickup.absentTicks -= 1;
      if (pickup.absentTicks === 0) {
        events.add("pickupReturned").pickup = index;
      }
      continue;
    }
    const { gives } = PICKUPS[pad.kind];
    const taker = nearestTaker(world, gives, pad.x * UNIT, pad.y * UNIT);
    if (taker !== null) {
      give(world, taker, gives);
      pickup.absentTicks = pace.pickupTicks[pad.kind];
      const taken = events.add("pickupTaken");
      taken.pickup = index;
      taken.body = taker.id;
    }
  }
}

/** Of bodies equally near the one with the lowest id. */
function nearestTaker(world: World, gift: Gift, x: number, y: number): Body | null {
  let taker: Body | null = null;
  let nearest = REACH * REACH + 1;
  for (const body of world.bodies) {
    const dx = body.x - x;
    const dy = body.y - y;
    const distance = dx * dx + dy * dy;
    if (distance < nearest && body.alive && canUse(body, gift)) {
      nearest = distance;
      taker = body;
    }
  }
  return taker;
}

function canUse(body: Body, gift: Gift): boolean {
  switch (gift.kind) {
    case "health":
      return body.health < HEALTH_MAX;
    case "shield":
      return body.shield < SHIELD_MAX;
    case "overcharge":
      return true;
    case "ammunition":
      return (body.ammo[gift.weapon] ?? 0) < ammoMax(gift.weapon);
  }
}

function give(world: World, body: Body, gift: Gift): void {
  switch (gift.kind) {
    case "health":
      body.health = Math.min(HEALTH_MAX, body.health + gift.amount);
      break;
    case "shield":
      body.shield = Math.min(SHIELD_MAX, body.shield + gift.amount);
      break;
    case "overcharge":
      body.overchargeTicks = world.terrain.pace.overchargeTicks;
      break;
    case "ammunition":
      body.ammo[gift.weapon] = Math.min(ammoMax(gift.weapon), (body.ammo[gift.weapon] ?? 0) + gift.amount);
      break;
  }
}

function ammoMax(weapon: number): number {
  return WEAPONS[weapon]?.ammoMax ?? 0;
}
