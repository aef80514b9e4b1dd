import type { PickupKind } from "../content/map-data.ts";
import { HEALTH_MAX, PICKUP_REACH, PICKUPS, SHIELD_MAX } from "../content/pickups.ts";
import { RAIL, WEAPONS } from "../content/weapons.ts";
import type { Body } from "./bodies.ts";
import { UNIT } from "./units.ts";
import type { World } from "./world.ts";

const REACH = PICKUP_REACH * UNIT;

/** Phase: what is taken comes back in time; what lies there goes to the nearest living body in reach that can use it. */
export function givePickups(world: World): void {
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
    const taker = nearestTaker(world, pad.kind, pad.x * UNIT, pad.y * UNIT);
    if (taker !== null) {
      give(taker, pad.kind);
      pickup.absentTicks = pace.pickupTicks[pad.kind];
      const taken = events.add("pickupTaken");
      taken.pickup = index;
      taken.body = taker.id;
    }
  }
}

/** Of bodies equally near the one with the lowest id. */
function nearestTaker(world: World, kind: PickupKind, x: number, y: number): Body | null {
  let taker: Body | null = null;
  let nearest = REACH * REACH + 1;
  for (const body of world.bodies) {
    const dx = body.x - x;
    const dy = body.y - y;
    const distance = dx * dx + dy * dy;
    if (distance < nearest && body.alive && canUse(body, kind)) {
      nearest = distance;
      taker = body;
    }
  }
  return taker;
}

const RAIL_AMMO_MAX = WEAPONS[RAIL]?.ammoMax ?? 0;

function canUse(body: Body, kind: PickupKind): boolean {
  switch (kind) {
    case "health":
      return body.health < HEALTH_MAX;
    case "shield":
      return body.shield < SHIELD_MAX;
    case "rail":
      return body.railAmmo < RAIL_AMMO_MAX;
  }
}

function give(body: Body, kind: PickupKind): void {
  const { amount } = PICKUPS[kind];
  switch (kind) {
    case "health":
      body.health = Math.min(HEALTH_MAX, body.health + amount);
      break;
    case "shield":
      body.shield = Math.min(SHIELD_MAX, body.shield + amount);
      break;
    case "rail":
      body.railAmmo = Math.min(RAIL_AMMO_MAX, body.railAmmo + amount);
      break;
  }
}
