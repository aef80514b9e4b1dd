import { PICKUP_KINDS, PICKUPS, type PickupKind } from "../content/pickups.ts";
import { WEAPONS } from "../content/weapons.ts";
import { divRound } from "./fixed.ts";
import { UNIT, VIEW_TICK } from "./units.ts";

/** Ticks per second that a world can run at: tick periods of 25 and 50 ms. */
export type TickRate = 20 | 40;

/** How bodies move and live, per second: units and ms. The one place to tune the feel. */
export const MOVEMENT = {
  topSpeed: 320,
  /** From rest to top speed. */
  accelerationMs: 150,
  /** From top speed to rest, hands off. */
  stopMs: 220,
  dashSpeed: 900,
  dashMs: 200,
  dashCooldownMs: 3000,
  respawnMs: 1500,
  /** At most; the first shot ends it. */
  protectedMs: 1500,
  /** A hit this long ago still earns an assist. */
  assistMs: 8000,
  /** How far back a shot may look: beyond it the victim's patience counts more than the shooter's connection. */
  historyMs: 400,
  /** How far a projectile is stepped at once: it appears no further from its barrel than this. */
  forwardMs: 150,
} as const;

export interface WeaponPace {
  /** Steps between two shots. */
  readonly period: number;
  /** Projectiles: 1/256 unit per tick. Rail: 0. */
  readonly speed: number;
  /** Projectiles: ticks that they fly. Rail: 0. */
  readonly life: number;
  /** What its blast adds to a body in its middle, 1/256 unit per tick; 0 without one. */
  readonly push: number;
}

/** Every constant that depends on the tick rate, converted once. Speeds in 1/256 unit per tick, times in ticks. */
export interface Pace {
  readonly topSpeed: number;
  /** 1/256 unit per tick, per tick. */
  readonly acceleration: number;
  readonly friction: number;
  readonly dashSpeed: number;
  readonly dashTicks: number;
  readonly dashCooldown: number;
  readonly respawnTicks: number;
  readonly protectedTicks: number;
  readonly assistTicks: number;
  readonly historyTicks: number;
  /** In 1/16 tick, like `viewTick`. */
  readonly forward: number;
  /** Same index as WEAPONS. */
  readonly weapons: readonly WeaponPace[];
  readonly overchargeTicks: number;
  readonly pickupTicks: Readonly<Record<PickupKind, number>>;
}

/** ms as whole ticks. */
export function ticksOf(ms: number, tickRate: TickRate): number {
  return divRound(ms * tickRate, 1000);
}

/** Units per second as 1/256 unit per tick. */
export function speedOf(unitsPerSecond: number, tickRate: TickRate): number {
  return divRound(unitsPerSecond * UNIT, tickRate);
}

export function paceOf(tickRate: TickRate): Pace {
  const ticks = (ms: number): number => ticksOf(ms, tickRate);
  const topSpeed = speedOf(MOVEMENT.topSpeed, tickRate);
  const changeWithin = (ms: number): number => divRound(topSpeed * 1000, ms * tickRate);
  return {
    topSpeed,
    acceleration: changeWithin(MOVEMENT.accelerationMs),
    friction: changeWithin(MOVEMENT.stopMs),
    dashSpeed: speedOf(MOVEMENT.dashSpeed, tickRate),
    dashTicks: ticks(MOVEMENT.dashMs),
    dashCooldown: ticks(MOVEMENT.dashCooldownMs),
    respawnTicks: ticks(MOVEMENT.respawnMs),
    protectedTicks: ticks(MOVEMENT.protectedMs),
    assistTicks: ticks(MOVEMENT.assistMs),
    historyTicks: ticks(MOVEMENT.historyMs),
    forward: ticks(MOVEMENT.forwardMs) * VIEW_TICK,
    weapons: WEAPONS.map((weapon) => ({
      period: ticks(weapon.periodMs),
      speed: weapon.kind === "projectile" ? speedOf(weapon.speed, tickRate) : 0,
      life: weapon.kind === "projectile" ? ticks(weapon.lifeMs) : 0,
      push: weapon.kind === "projectile" && weapon.blast !== null ? speedOf(weapon.blast.push, tickRate) : 0,
    })),
    overchargeTicks: ticks(PICKUPS.overcharge.gives.amount),
    pickupTicks: Object.fromEntries(PICKUP_KINDS.map((kind) => [kind, ticks(PICKUPS[kind].returnMs)])) as Record<PickupKind, number>,
  };
}
