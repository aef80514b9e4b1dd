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
  /** Shots left for the rail, 0..; pulse needs none. */
  railAmmo: number;
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
    railAmmo: 0,
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
  to.railAmmo = from.railAmmo;
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
    a.railAmmo === b.railAmmo &&
    a.shots === b.shots
  );
}
