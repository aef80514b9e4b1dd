import { POSITION_STEP } from "./state.ts";

/** Bits of a body's look: what can be seen of it beside its place. */
export const FLAG_ALIVE = 1;
export const FLAG_PROTECTED = 2;
export const FLAG_DASHING = 4;
export const FLAG_THRUSTING = 8;
export const FLAG_OVERCHARGED = 16;

const FLAG_BITS = 5;
const FLAGS = (1 << FLAG_BITS) - 1;

/** A coordinate takes 16 bits in 1/8 unit: a map is at most 8191 units wide. */
const COORDINATE = 0x1_0000;

/** 1/256 unit; rounded to 1/8 unit. */
export function packPlace(x: number, y: number): number {
  return Math.round(x / POSITION_STEP) * COORDINATE + Math.round(y / POSITION_STEP);
}

/** 1/256 unit. */
export function placeX(place: number): number {
  return Math.floor(place / COORDINATE) * POSITION_STEP;
}

export function placeY(place: number): number {
  return (place % COORDINATE) * POSITION_STEP;
}

/** `aim`: 1/65536 turn, of which 1/2048 is kept: a sixth of a degree. */
export function packLook(aim: number, flags: number): number {
  return (aim & ~FLAGS) | flags;
}

/** 1/65536 turn: the middle of what was cut off. */
export function lookAim(look: number): number {
  return (look & ~FLAGS) | (1 << (FLAG_BITS - 1));
}

export function lookFlags(look: number): number {
  return look & FLAGS;
}
