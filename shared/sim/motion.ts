import { WEAPONS } from "../content/weapons.ts";

/**
 * All that `stepBody` and `stepWeapon` read and write of a player's body, so that a client that knows these fields (and the
 * terrain) predicts it to the bit. All integers.
 */
export interface Motion {
  /** 1/256 unit. */
  x: number;
  y: number;
  /** 1/256 unit per tick. */
  velocityX: number;
  velocityY: number;
  /** 1/65536 turn, 0..65535. */
  aim: number;
  alive: boolean;
  /** Steps of the present dash still to come; 0 when not dashing. */
  dashTicks: number;
  /** Steps until the next dash may start. */
  dashCooldown: number;
  /** Whether the dash button was down in the last step: a dash starts on the press, not on the hold. */
  dashHeld: boolean;
  /** Index into WEAPONS of what it holds. */
  weapon: number;
  /** Steps until the next shot may be fired. */
  fireCooldown: number;
  /** Shots left, by the index into WEAPONS; stays 0 for what needs none. */
  readonly ammo: number[];
  /** Shots fired so far, mod 65536: names a shot for its shooter. */
  shots: number;
}

/** At rest, at the origin, not alive. */
export function newMotion(): Motion {
  return {
    x: 0,
    y: 0,
    velocityX: 0,
    velocityY: 0,
    aim: 0,
    alive: false,
    dashTicks: 0,
    dashCooldown: 0,
    dashHeld: false,
    weapon: 0,
    fireCooldown: 0,
    ammo: WEAPONS.map(() => 0),
    shots: 0,
  };
}

export function copyMotion(from: Motion, to: Motion): void {
  to.x = from.x;
  to.y = from.y;
  to.velocityX = from.velocityX;
  to.velocityY = from.velocityY;
  to.aim = from.aim;
  to.alive = from.alive;
  to.dashTicks = from.dashTicks;
  to.dashCooldown = from.dashCooldown;
  to.dashHeld = from.dashHeld;
  to.weapon = from.weapon;
  to.fireCooldown = from.fireCooldown;
  for (let weapon = 0; weapon < from.ammo.length; weapon += 1) {
    to.ammo[weapon] = from.ammo[weapon] ?? 0;
  }
  to.shots = from.shots;
}

export function sameMotion(a: Motion, b: Motion): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.velocityX === b.velocityX &&
    a.velocityY === b.velocityY &&
    a.aim === b.aim &&
    a.alive === b.alive &&
    a.dashTicks === b.dashTicks &&
    a.dashCooldown === b.dashCooldown &&
    a.dashHeld === b.dashHeld &&
    a.weapon === b.weapon &&
    a.fireCooldown === b.fireCooldown &&
    a.shots === b.shots &&
    sameAmmo(a.ammo, b.ammo)
  );
}

function sameAmmo(a: readonly number[], b: readonly number[]): boolean {
  for (let weapon = 0; weapon < a.length; weapon += 1) {
    if (a[weapon] !== b[weapon]) {
      return false;
    }
  }
  return true;
}
