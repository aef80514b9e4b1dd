/** A weapon as its author writes it: units, units per second, ms. Times are multiples of 50 ms, so that they are whole ticks at 20 and at 40 Hz. */
export type WeaponData = ProjectileWeapon | RailWeapon;

interface WeaponBase {
  name: string;
  title: string;
  /** Health that one hit takes. */
  damage: number;
  /** ms between two shots. */
  periodMs: number;
  /** Units: how far from a body's edge a shot still touches it. */
  radius: number;
  /** Shots that a body can carry; 0: it needs none. */
  ammoMax: number;
}

/** Fires something that flies. */
export interface ProjectileWeapon extends WeaponBase {
  kind: "projectile";
  /** Units per second. */
  speed: number;
  /** ms that a shot flies: speed times this is its range. */
  lifeMs: number;
}

/** Hits at once along a line. */
export interface RailWeapon extends WeaponBase {
  kind: "rail";
  /** Units. */
  range: number;
}

/** By the index that frames and events name. */
export const WEAPONS: readonly WeaponData[] = [
  // 80 damage a second: a full body falls after nine hits, 1.2 s of perfect aim.
  { kind: "projectile", name: "pulse", title: "Pulse", damage: 12, periodMs: 150, radius: 4, ammoMax: 0, speed: 1200, lifeMs: 750 },
  // Two hits kill, or one and a little help; a miss costs more than a second.
  { kind: "rail", name: "rail", title: "Rail", damage: 75, periodMs: 1100, radius: 2, ammoMax: 10, range: 1400 },
];

/** The weapon that everybody always has; holding one without ammunition falls back to it. */
export const PULSE = 0;
export const RAIL = 1;
