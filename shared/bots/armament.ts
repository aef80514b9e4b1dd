import { PULSE, WEAPONS } from "../content/weapons.ts";

/** How a bot uses a weapon. */
export interface Armament {
  /** Index into `WEAPONS`. */
  weapon: number;
  /** Units at which it likes to fight with it. */
  range: number;
  /** Units beyond which it does not fire it, and nearer than which it does not either: a blast would hurt it. */
  reach: number;
  nearest: number;
  /** Units per second of its shots; `Infinity` hits at once. */
  speed: number;
}

/** Share of a projectile's range at which a moving target can still be hit, and of its best distances at which a fight is comfortable. */
const FAIR_REACH = 0.85;
const FAIR_RANGE = 0.46;

/** Units by which an enemy may leave a weapon's best distances before it is put away. */
const KEPT = 100;

export function armament(weapon: number): Armament {
  const data = WEAPONS[weapon];
  if (!data) throw new Error(`no weapon ${weapon}`);
  const range = data.bestFrom + (data.bestTo - data.bestFrom) * (data.kind === "rail" ? 0.22 : FAIR_RANGE);
  if (data.kind === "rail") return { weapon, range, reach: data.range, nearest: 0, speed: Number.POSITIVE_INFINITY };
  const reach = ((data.speed * data.lifeMs) / 1000) * FAIR_REACH;
  return { weapon, range, reach, nearest: data.blast === null ? 0 : data.blast.radius, speed: data.speed };
}

const ARMS: readonly Armament[] = WEAPONS.map((_, weapon) => armament(weapon));

export const PULSE_ARM = armament(PULSE);

/** The weapon for an enemy at this distance, units: of those with ammunition that are at their best there the most special one. */
export function armamentFor(distance: number, ammo: readonly number[], held: Armament): Armament {
  let best = PULSE_ARM;
  let bestWidth = Number.POSITIVE_INFINITY;
  for (const arm of ARMS) {
    const data = WEAPONS[arm.weapon];
    if (!data || data.ammoMax === 0 || (ammo[arm.weapon] ?? 0) === 0) continue;
    const slack = held.weapon === arm.weapon ? KEPT : 0;
    const width = data.bestTo - data.bestFrom;
    if (distance < data.bestFrom - slack || distance > data.bestTo + slack || width >= bestWidth) continue;
    best = arm;
    bestWidth = width;
  }
  return best;
}
