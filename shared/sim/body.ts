import { cosOf, divCeil, divRound, lengthOf, sinOf, TRIG_ONE } from "./fixed.ts";
import { BUTTON_DASH, type InputFrame } from "./frame.ts";
import type { Motion } from "./motion.ts";
import { columnOf, overlaps, rowOf, type Terrain, type Wall } from "./terrain.ts";
import { STICK_FULL, UNIT } from "./units.ts";

export { copyMotion, newMotion, sameMotion } from "./motion.ts";

/** 1/256 unit: 20 units. */
export const BODY_RADIUS = 20 * UNIT;

/**
 * The longest way along an axis that a body goes between two looks at the walls. With it the middle of a body moves at most
 * 14.2 units at a time, less than its radius: it cannot come into a wall, let alone through one, however thin.
 */
const SUB_STEP = BODY_RADIUS / 2;

/** Velocity components are cut to this, 1/256 unit per tick (8192 units): wider than a map, and its square is far below 2^53. */
const VELOCITY_MAX = 2 ** 21;

/** Walls that push in turn before a body counts as wedged in: two make a corner, more is rounding. */
const PUSHES_MAX = 6;

/** Scale of a wall's normal: fine enough to lose less than a thousandth of a speed. */
const NORMAL_ONE = 4096;

/**
 * Moves a living body by one step of its player's frame. Reads nothing but the body, the frame and the terrain, so that a
 * client predicts it to the bit. A dash began in this step when `dashCooldown` comes out as `pace.dashCooldown`.
 */
export function stepBody(motion: Motion, frame: InputFrame, terrain: Terrain): void {
  if (!motion.alive) {
    return;
  }
  const { pace } = terrain;
  motion.aim = frame.aim;
  if (motion.dashCooldown > 0) {
    motion.dashCooldown -= 1;
  }
  const dashDown = (frame.buttons & BUTTON_DASH) !== 0;
  if (dashDown && !motion.dashHeld && motion.dashCooldown === 0) {
    startDash(motion, frame, terrain);
  }
  motion.dashHeld = dashDown;
  if (motion.dashTicks === 0) {
    accelerate(motion, frame, terrain);
    move(motion, terrain);
    return;
  }
  move(motion, terrain);
  motion.dashTicks -= 1;
  if (motion.dashTicks === 0) {
    limitSpeed(motion, pace.topSpeed);
  }
}

/** Where the stick points, or straight ahead with the stick at rest. */
function startDash(motion: Motion, frame: InputFrame, terrain: Terrain): void {
  const { pace } = terrain;
  const length = lengthOf(frame.moveX, frame.moveY);
  if (length > 0) {
    motion.velocityX = divRound(frame.moveX * pace.dashSpeed, length);
    motion.velocityY = divRound(frame.moveY * pace.dashSpeed, length);
  } else {
    motion.velocityX = divRound(cosOf(frame.aim) * pace.dashSpeed, TRIG_ONE);
    motion.velocityY = divRound(sinOf(frame.aim) * pace.dashSpeed, TRIG_ONE);
  }
  motion.dashTicks = pace.dashTicks;
  motion.dashCooldown = pace.dashCooldown;
}

/** Turns the velocity towards what the stick asks for, by no more than a step's acceleration, or friction with the stick at rest. */
function accelerate(motion: Motion, frame: InputFrame, terrain: Terrain): void {
  const { pace } = terrain;
  // A stick pushed into a corner is cut to a full push.
  const push = Math.max(STICK_FULL, lengthOf(frame.moveX, frame.moveY));
  const targetX = divRound(frame.moveX * pace.topSpeed, push);
  const targetY = divRound(frame.moveY * pace.topSpeed, push);
  const change = frame.moveX === 0 && frame.moveY === 0 ? pace.friction : pace.acceleration;
  motion.velocityX = withinVelocity(motion.velocityX);
  motion.velocityY = withinVelocity(motion.velocityY);
  const dx = targetX - motion.velocityX;
  const dy = targetY - motion.velocityY;
  const gap = lengthOf(dx, dy);
  if (gap <= change) {
    motion.velocityX = targetX;
    motion.velocityY = targetY;
  } else {
    motion.velocityX += divRound(dx * change, gap);
    motion.velocityY += divRound(dy * change, gap);
  }
}

function withinVelocity(value: number): number {
  return Math.max(-VELOCITY_MAX, Math.min(VELOCITY_MAX, value));
}

function limitSpeed(motion: Motion, top: number): void {
  const speed = lengthOf(motion.velocityX, motion.velocityY);
  if (speed > top) {
    motion.velocityX = divRound(motion.velocityX * top, speed);
    motion.velocityY = divRound(motion.velocityY * top, speed);
  }
}

/** Goes the velocity's way in sub-steps, sliding along what stands in it. Leaves the body clear of every wall if it was so before. */
function move(motion: Motion, terrain: Terrain): void {
  motion.velocityX = withinVelocity(motion.velocityX);
  motion.velocityY = withinVelocity(motion.velocityY);
  let count = divCeil(Math.max(Math.abs(motion.velocityX), Math.abs(motion.velocityY)), SUB_STEP);
  rest.x = motion.velocityX;
  rest.y = motion.velocityY;
  for (; count > 0 && (rest.x !== 0 || rest.y !== 0); count -= 1) {
    const fromX = motion.x;
    const fromY = motion.y;
    const stepX = divRound(rest.x, count);
    const stepY = divRound(rest.y, count);
    rest.x -= stepX;
    rest.y -= stepY;
    motion.x += stepX;
    motion.y += stepY;
    if (!pushOut(motion, terrain)) {
      motion.x = fromX;
      motion.y = fromY;
      motion.velocityX = 0;
      motion.velocityY = 0;
      return;
    }
  }
}

/** The way still to go in this step. One scratch object: movement allocates nothing. */
const rest = { x: 0, y: 0 };

/** Pushes the body out of the walls that it overlaps, the deepest first; false when it is wedged between several. */
function pushOut(motion: Motion, terrain: Terrain): boolean {
  for (let push = 0; push < PUSHES_MAX; push += 1) {
    const wall = deepestWall(motion.x, motion.y, terrain);
    if (wall === null) {
      return true;
    }
    if (!pushFrom(wall, motion)) {
      return false;
    }
  }
  return deepestWall(motion.x, motion.y, terrain) === null;
}

/** Of the walls that the body overlaps, the one whose surface is nearest to its middle: the seam of two boxes is no corner. */
function deepestWall(x: number, y: number, terrain: Terrain): Wall | null {
  const lastRow = rowOf(terrain, y + BODY_RADIUS);
  const firstColumn = columnOf(terrain, x - BODY_RADIUS);
  const lastColumn = columnOf(terrain, x + BODY_RADIUS);
  let deepest: Wall | null = null;
  let least = BODY_RADIUS;
  for (let row = rowOf(terrain, y - BODY_RADIUS); row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      for (const wall of terrain.cells[row * terrain.columns + column] ?? []) {
        if (overlaps(wall, x, y, BODY_RADIUS)) {
          const distance = distanceTo(wall, x, y);
          if (distance < least) {
            least = distance;
            deepest = wall;
          }
        }
      }
    }
  }
  return deepest;
}

/** From a point to a wall's surface, rounded down: below BODY_RADIUS exactly for walls that a body there overlaps. */
function distanceTo(wall: Wall, x: number, y: number): number {
  if (wall.kind === "pillar") {
    return lengthOf(x - wall.x, y - wall.y) - wall.radius;
  }
  return lengthOf(x - Math.max(wall.minX, Math.min(wall.maxX, x)), y - Math.max(wall.minY, Math.min(wall.maxY, y)));
}

/** Puts the body just off the wall and takes away what of its velocity led into it; false when it has no direction to go. */
function pushFrom(wall: Wall, motion: Motion): boolean {
  const pillar = wall.kind === "pillar";
  const nearX = pillar ? wall.x : Math.max(wall.minX, Math.min(wall.maxX, motion.x));
  const nearY = pillar ? wall.y : Math.max(wall.minY, Math.min(wall.maxY, motion.y));
  const dx = motion.x - nearX;
  const dy = motion.y - nearY;
  const distance = lengthOf(dx, dy);
  if (distance === 0) {
    return false;
  }
  // One more than touching: rounding both coordinates takes away at most 0.71.
  const reach = BODY_RADIUS + 1 + (pillar ? wall.radius : 0);
  motion.x = nearX + divRound(dx * reach, distance);
  motion.y = nearY + divRound(dy * reach, distance);
  const normalX = divRound(dx * NORMAL_ONE, distance);
  const normalY = divRound(dy * NORMAL_ONE, distance);
  const into = divRound(motion.velocityX * normalX + motion.velocityY * normalY, NORMAL_ONE);
  if (into < 0) {
    motion.velocityX -= divRound(into * normalX, NORMAL_ONE);
    motion.velocityY -= divRound(into * normalY, NORMAL_ONE);
  }
  const restInto = divRound(rest.x * normalX + rest.y * normalY, NORMAL_ONE);
  if (restInto < 0) {
    rest.x -= divRound(restInto * normalX, NORMAL_ONE);
    rest.y -= divRound(restInto * normalY, NORMAL_ONE);
  }
  return true;
}
