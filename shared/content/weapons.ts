/** A weapon as its author writes it: units, units per second, ms. Times are multiples of 50 ms, so that they are whole ticks at 20 and at 40 Hz. */
export type WeaponData = ProjectileWeapon | RailWeapon;

interface WeaponBase {
  name: string;
  title: string;
  /** Health that one hit takes, at most; of a blast, in its middle. */
  damage: number;
  /** ms between two shots. */
  periodMs: number;
  /** Units: how far from a body's edge a shot still touches it. */
  radius: number;
  /** Shots that a body can carry; 0: it needs none. */
  ammoMax: number;
  /** Units between which it is at its best: where bots use it. */
  bestFrom: number;
  bestTo: number;
}

/** Fires something that flies. */
export interface ProjectileWeapon extends WeaponBase {
  kind: "projectile";
  /** Units per second. */
  speed: number;
  /** ms that a shot flies: speed times this is its range. */
  lifeMs: number;
  /** Projectiles that one shot sends off. */
  pellets: number;
  /** 1/65536 turn to either side of the aim, over which several pellets are spread. */
  spread: number;
  /** Percent of its speed that a projectile keeps when it bounces off a wall; 0: a wall ends it. */
  rebound: number;
  /** What the end of a projectile does around it; null: it hurts whom it meets. */
  blast: BlastData | null;
}

export interface BlastData {
  /** Units from the middle to the edge of a body that is just touched. */
  radius: number;
  /** Health that it takes at its edge; in between it falls off evenly. */
  edgeDamage: number;
  /** Units per second that it adds to a body in its middle; half of it at its edge. */
  push: number;
  /** Percent of the damage that who fired it takes of it. */
  selfPercent: number;
}

/** Hits at once along a line. */
export interface RailWeapon extends WeaponBase {
  kind: "rail";
  /** Units. */
  range: number;
}

/** By the index that frames and events name. Tuned by duels of bots: `npm run bench -- weapons`. */
export const WEAPONS: readonly WeaponData[] = [
  // 87 damage a second: a full body falls after eight hits, 1.05 s of perfect aim.
  {
    kind: "projectile",
    name: "pulse",
    title: "Pulse",
    damage: 13,
    periodMs: 150,
    radius: 4,
    ammoMax: 0,
    bestFrom: 0,
    bestTo: 500,
    speed: 1200,
    lifeMs: 750,
    pellets: 1,
    spread: 0,
    rebound: 0,
    blast: null,
  },
  // Hits at once, far away: three hits kill, or two and a little help; a miss costs a second and a half.
  { kind: "rail", name: "rail", title: "Rail", damage: 45, periodMs: 1500, radius: 2, ammoMax: 10, bestFrom: 380, bestTo: 1400, range: 1400 },
  // Two good shots kill at arm's length; from 300 units on half of the fan goes by.
  {
    kind: "projectile",
    name: "scatter",
    title: "Scatter",
    damage: 9,
    periodMs: 1000,
    radius: 3,
    ammoMax: 12,
    bestFrom: 0,
    bestTo: 300,
    speed: 1100,
    lifeMs: 300,
    pellets: 7,
    spread: 1150,
    rebound: 0,
    blast: null,
  },
  // For corners: two hits kill, near misses hurt, too near hurts its owner.
  {
    kind: "projectile",
    name: "mortar",
    title: "Mortar",
    damage: 76,
    periodMs: 1000,
    radius: 8,
    ammoMax: 8,
    bestFrom: 140,
    bestTo: 400,
    speed: 740,
    lifeMs: 1000,
    pellets: 1,
    spread: 0,
    rebound: 70,
    blast: { radius: 120, edgeDamage: 15, push: 450, selfPercent: 40 },
  },
];

/** The weapon that everybody always has; holding one without ammunition falls back to it. */
export const PULSE = 0;
export const RAIL = 1;
export const SCATTER = 2;
export const MORTAR = 3;
