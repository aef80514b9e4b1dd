import type { PickupKind } from "./map-data.ts";

/** What lies on a pad: how much it gives, and ms until it is back after it was taken. */
export interface PickupData {
  amount: number;
  returnMs: number;
}

export const PICKUPS: Readonly<Record<PickupKind, PickupData>> = {
  health: { amount: 50, returnMs: 12_000 },
  shield: { amount: 50, returnMs: 20_000 },
  rail: { amount: 4, returnMs: 15_000 },
};

/** Units from a pad's middle to a body's middle at which the body takes what lies there: they visibly touch. */
export const PICKUP_REACH = 40;

export const HEALTH_MAX = 100;
export const SHIELD_MAX = 100;
