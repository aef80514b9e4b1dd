/** The world's integer units. Everything in a `World` is measured in these. */

/** Positions: 1/256 unit. A body's radius is 20 units. */
export const UNIT = 256;

/** Angles: 1/65536 turn, 0 along +x, growing clockwise on screen (y points down). */
export const TURN = 65_536;

/** A stick pushed all the way: `moveX² + moveY²` of a full push is STICK_FULL². */
export const STICK_FULL = 4096;

/** `viewTick` counts sixteenths of a tick: 1.5 ms at 40 Hz, finer than any screen. */
export const VIEW_TICK = 16;
