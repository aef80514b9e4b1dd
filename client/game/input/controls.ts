import { BUTTON_DASH, BUTTON_FIRE, type InputFrame } from "../../../shared/sim/frame.ts";
import { STICK_FULL, TURN } from "../../../shared/sim/units.ts";

/** What the player holds and where they point, whichever device says so. Sampled once per displayed frame. */
export interface Controls {
  /** -1..1 each, y down; a full push is a vector of length 1. */
  moveX: number;
  moveY: number;
  /** Radians, 0 along +x, growing clockwise on screen. */
  aim: number;
  fire: boolean;
  dash: boolean;
  /** Index into `WEAPONS`. */
  weapon: number;
}

/** Radians to 1/65536 turn. */
export function angleOf(radians: number): number {
  const angle = Math.round((radians / (2 * Math.PI)) * TURN) % TURN;
  return angle < 0 ? angle + TURN : angle;
}

/** 1/65536 turn to radians, 0..2π. */
export function radiansOf(angle: number): number {
  return (angle / TURN) * 2 * Math.PI;
}

const stick = (push: number): number => Math.round(Math.min(1, Math.max(-1, push)) * STICK_FULL);

/**
 * Writes `controls` into `frame` in the world's integers. A value that is no number is taken for zero: a gamepad that
 * misbehaves must not stop the game.
 */
export function writeFrame(controls: Controls, viewTick: number, frame: InputFrame): void {
  frame.moveX = stick(controls.moveX) || 0;
  frame.moveY = stick(controls.moveY) || 0;
  frame.aim = angleOf(controls.aim) || 0;
  frame.buttons = (controls.fire ? BUTTON_FIRE : 0) | (controls.dash ? BUTTON_DASH : 0);
  frame.weapon = controls.weapon;
  frame.viewTick = viewTick;
}

export function restingControls(): Controls {
  return { moveX: 0, moveY: 0, aim: 0, fire: false, dash: false, weapon: 0 };
}
