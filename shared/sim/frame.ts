import { STICK_FULL } from "./units.ts";

/** Bits of `InputFrame.buttons`. */
export const BUTTON_FIRE = 1;
export const BUTTON_DASH = 2;
export const BUTTONS_ALL = BUTTON_FIRE | BUTTON_DASH;

/** What one player wants of their body in one step. The only thing that a player can do to a world. */
export interface InputFrame {
  /** int, -STICK_FULL..STICK_FULL: where the stick points; longer than a full push is cut to one. */
  moveX: number;
  moveY: number;
  /** int, 0..65535: 1/65536 turn. */
  aim: number;
  /** Bit set of BUTTON_*. */
  buttons: number;
  /** Index into `WEAPONS`; an unknown one changes nothing. */
  weapon: number;
  /** int, 1/16 tick: the interpolated instant of the world that the player saw when they acted. */
  viewTick: number;
}

/** A list of bodies without any: shared, so that it costs nothing. */
export const NOBODY: readonly number[] = [];

/** Hands off the controls, looking where it looked. */
export function neutralFrame(aim: number, weapon: number, viewTick: number): InputFrame {
  return { moveX: 0, moveY: 0, aim, buttons: 0, weapon, viewTick };
}

const isIntegerWithin = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high;

/** True when every field is an integer in its range: what the world demands of a frame. */
export function isFrame(frame: InputFrame, weaponCount: number): boolean {
  return (
    isIntegerWithin(frame.moveX, -STICK_FULL, STICK_FULL) &&
    isIntegerWithin(frame.moveY, -STICK_FULL, STICK_FULL) &&
    isIntegerWithin(frame.aim, 0, 65_535) &&
    isIntegerWithin(frame.buttons, 0, BUTTONS_ALL) &&
    isIntegerWithin(frame.weapon, 0, weaponCount - 1) &&
    isIntegerWithin(frame.viewTick, 0, 0xffff_ffff)
  );
}
