import { PULSE, WEAPONS } from "../content/weapons.ts";
import { cosOf, divRound, sinOf, TRIG_ONE } from "./fixed.ts";
import { BUTTON_FIRE, type InputFrame } from "./frame.ts";
import type { Motion } from "./motion.ts";
import type { Projectile } from "./projectiles.ts";
import type { Terrain } from "./terrain.ts";
import { UNIT } from "./units.ts";

/** What left a barrel in one step of a body: where the body stood, which way it aimed, and the instant that its player saw. */
export interface ShotFired {
  weapon: number;
  /** The body's count of shots with this one, mod 65536. */
  shot: number;
  /** The body's middle, 1/256 unit. */
  x: number;
  y: number;
  /** 1/65536 turn. */
  aim: number;
  /** 1/16 tick, as the frame had it. */
  viewTick: number;
}

/** 1/256 unit from a body's middle to where its shots appear: just off its edge. */
export const MUZZLE = 24 * UNIT;

/** `shots` and `ShotFired.shot` count modulo this: 16 bits on the wire. */
const SHOTS_WRAP = 65_536;

const fired: ShotFired = { weapon: 0, shot: 0, x: 0, y: 0, aim: 0, viewTick: 0 };

/**
 * Switches weapon, counts down and fires, in one step of a living body, after `stepBody`. Returns one record that the next
 * call reuses, or null when nothing was fired. The ammunition is spent here; what the shot hits is the world's business.
 */
export function stepWeapon(motion: Motion, frame: InputFrame, terrain: Terrain): ShotFired | null {
  if (!motion.alive) {
    return null;
  }
  if (motion.fireCooldown > 0) {
    motion.fireCooldown -= 1;
  }
  // An empty weapon cannot be held: whoever asks for it holds the pulse until there is ammunition again.
  motion.weapon = canHold(motion, frame.weapon) ? frame.weapon : canHold(motion, motion.weapon) ? motion.weapon : PULSE;
  if ((frame.buttons & BUTTON_FIRE) === 0 || motion.fireCooldown > 0) {
    return null;
  }
  if (needsAmmo(motion.weapon)) {
    motion.ammo[motion.weapon] = (motion.ammo[motion.weapon] ?? 0) - 1;
  }
  motion.fireCooldown = terrain.pace.weapons[motion.weapon]?.period ?? 0;
  motion.shots = (motion.shots + 1) % SHOTS_WRAP;
  fired.weapon = motion.weapon;
  fired.shot = motion.shots;
  fired.x = motion.x;
  fired.y = motion.y;
  fired.aim = motion.aim;
  fired.viewTick = frame.viewTick;
  return fired;
}

function needsAmmo(weapon: number): boolean {
  return (WEAPONS[weapon]?.ammoMax ?? 0) > 0;
}

function canHold(motion: Motion, weapon: number): boolean {
  return WEAPONS[weapon] !== undefined && (!needsAmmo(weapon) || (motion.ammo[weapon] ?? 0) > 0);
}

/** Sets a projectile on its way from a place, with its weapon's speed and life. */
export function launch(projectile: Projectile, weapon: number, x: number, y: number, aim: number, terrain: Terrain): void {
  const pace = terrain.pace.weapons[weapon];
  const speed = pace?.speed ?? 0;
  projectile.weapon = weapon;
  projectile.x = x;
  projectile.y = y;
  projectile.velocityX = divRound(cosOf(aim) * speed, TRIG_ONE);
  projectile.velocityY = divRound(sinOf(aim) * speed, TRIG_ONE);
  projectile.ticksLeft = pace?.life ?? 0;
}

/** The place `distance` (1/256 unit) from `x` along `aim`. */
export function aheadX(x: number, aim: number, distance: number): number {
  return x + divRound(cosOf(aim) * distance, TRIG_ONE);
}

export function aheadY(y: number, aim: number, distance: number): number {
  return y + divRound(sinOf(aim) * distance, TRIG_ONE);
}
