/** What every stack of `npm run bench -- replication` has to tell its clients, the same for all. */

/** Sends, and steps of the simulation, per second. */
export const RATE = 30;
/** Units. The world is a square; what a client sees is a rectangle around its fighter, moved inside the world at its edges. */
export const WORLD = 4000;
export const VIEW_WIDTH = 1760;
export const VIEW_HEIGHT = 990;

/** Units per tick. */
export const FIGHTER_SPEED = 300 / RATE;
export const SHOT_SPEED = 900 / RATE;
/** Ticks between two shots of a fighter, and ticks that a shot flies: 2.4 shots are in the air per fighter, 960 with 400. */
export const FIRE_PERIOD = 15;
export const SHOT_LIFE = 36;
/** Shots of one fighter that can be in the air at once. */
export const SHOTS_EACH = Math.ceil(SHOT_LIFE / FIRE_PERIOD);

/** Bits of `Fighter.flags`. */
export const FLAG_ALIVE = 1;
export const FLAG_FIRING = 2;

/** A decoding client is compared with the server's world in every tick that this divides: twice a second. */
export const PICTURE_PERIOD = RATE / 2;

/** Units per step of a packed position: uint16, 1/16 unit. */
const POSITION_STEPS = 16;
/** Steps of a packed angle per turn: uint8. */
const ANGLE_STEPS = 256;

/** How a stack writes positions (units) and angles (turns). */
export interface Precision {
  position(units: number): number;
  angle(turns: number): number;
}

export const PACKED: Precision = {
  position: (units) => Math.round(units * POSITION_STEPS),
  angle: (turns) => Math.round(turns * ANGLE_STEPS) & (ANGLE_STEPS - 1),
};

export const FLOAT32: Precision = { position: Math.fround, angle: Math.fround };

export const EXACT: Precision = { position: (units) => units, angle: (turns) => turns };
