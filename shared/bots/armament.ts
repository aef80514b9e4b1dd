import { PULSE, RAIL, WEAPONS } from "../content/weapons.ts";

/** How a bot uses a weapon. */
export interface Armament {
  /** Index into `WEAPONS`. */
  weapon: number;
  /** Units at which it likes to fight with it. */
  range: number;
  /** Units beyond which it does not fire it. */
  reach: number;
  /** Units per second of its shots; `Infinity` hits at once. */
  speed: number;
}

/** Share of a projectile's range at which a moving target can still be hit, and at which a fight is comfortable. */
const FAIR_REACH = 0.85;
const FAIR_RANGE = 0.36;

/** Units from which the rail is worth its wait; and how much nearer somebody has to come before it is put away. */
const RAIL_FROM = 380;
const RAIL_KEPT = 100;

function armament(weapon: number): Armament {
  const data = WEAPONS[weapon];
  if (!data) throw new Error(`no weapon ${weapon}`);
  if (data.kind === "rail") return { weapon, range: 600, reach: data.range, speed: Number.POSITIVE_INFINITY };
  const range = (data.speed * data.lifeMs) / 1000;
  return { weapon, range: range * FAIR_RANGE, reach: range * FAIR_REACH, speed: data.speed };
}

export const PULSE_ARM = armament(PULSE);
const RAIL_ARM = armament(RAIL);

/** The weapon for an enemy at this distance, units. */
export function armamentFor(distance: number, railAmmo: number, held: Armament): Armament {
  if (railAmmo === 0) return PULSE_ARM;
  return distance > RAIL_FROM - (held === RAIL_ARM ? RAIL_KEPT : 0) ? RAIL_ARM : PULSE_ARM;
}
