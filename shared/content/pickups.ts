import { MORTAR, RAIL, SCATTER } from "./weapons.ts";

/** What lies on a pad: what it gives, and ms until it is back after it was taken. */
export interface PickupData {
  gives: Gift;
  returnMs: number;
}

/** `amount`: of health, of shield, of shots; ms of overcharge. */
export type Gift = { kind: "health" | "shield" | "overcharge"; amount: number } | { kind: "ammunition"; weapon: number; amount: number };

export const PICKUPS = {
  health: { gives: { kind: "health", amount: 50 }, returnMs: 12_000 },
  shield: { gives: { kind: "shield", amount: 50 }, returnMs: 20_000 },
  rail: { gives: { kind: "ammunition", weapon: RAIL, amount: 4 }, returnMs: 15_000 },
  scatter: { gives: { kind: "ammunition", weapon: SCATTER, amount: 6 }, returnMs: 15_000 },
  mortar: { gives: { kind: "ammunition", weapon: MORTAR, amount: 4 }, returnMs: 15_000 },
  overcharge: { gives: { kind: "overcharge", amount: 8000 }, returnMs: 45_000 },
} as const satisfies Record<string, PickupData>;

export type PickupKind = keyof typeof PICKUPS;

export const PICKUP_KINDS = Object.keys(PICKUPS) as readonly PickupKind[];

/** Units from a pad's middle to a body's middle at which the body takes what lies there: they visibly touch. */
export const PICKUP_REACH = 40;

export const HEALTH_MAX = 100;
export const SHIELD_MAX = 100;

/** Percent of its damage that a hit deals while its attacker is overcharged. */
export const OVERCHARGE_PERCENT = 150;
