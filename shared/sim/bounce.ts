import { divRound, lengthOf } from "./fixed.ts";
import { columnOf, overlaps, rowOf, type Terrain, type Wall } from "./terrain.ts";

/** A point that flies against a wall: where it is, how fast, and what is left of its way. 1/256 unit, per tick. */
export interface Bouncing {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  restX: number;
  restY: number;
}

/** 1/256 unit about a point in which the wall is looked for that stopped it: the ray that found it rounds by less. */
const SEARCH = 4;

/** 1/256 unit from a wall at which a point goes on: off it, though both coordinates were rounded. */
const OFF = 2;

/** Scale of a pillar's normal. */
const NORMAL_ONE = 4096;

/** Turns a point back from the wall that it stands at, keeping `percent` of its speed. Without a wall near by it stays as it is. */
export function turnBack(point: Bouncing, percent: number, terrain: Terrain): void {
  const wall = wallAt(point.x, point.y, terrain);
  if (wall === null) {
    return;
  }
  if (wall.kind === "pillar") {
    turnFromPillar(point, wall.x, wall.y, wall.radius);
  } else {
    turnFromBox(point, wall);
  }
  point.velocityX = divRound(point.velocityX * percent, 100);
  point.velocityY = divRound(point.velocityY * percent, 100);
  point.restX = divRound(point.restX * percent, 100);
  point.restY = divRound(point.restY * percent, 100);
}

/** The first wall of the map's order that touches a point. */
function wallAt(x: number, y: number, terrain: Terrain): Wall | null {
  const lastRow = rowOf(terrain, y + SEARCH);
  const lastColumn = columnOf(terrain, x + SEARCH);
  for (let row = rowOf(terrain, y - SEARCH); row <= lastRow; row += 1) {
    for (let column = columnOf(terrain, x - SEARCH); column <= lastColumn; column += 1) {
      for (const wall of terrain.cells[row * terrain.columns + column] ?? []) {
        if (overlaps(wall, x, y, SEARCH)) {
          return wall;
        }
      }
    }
  }
  return null;
}

/** Off the face that it came through: of the two that look against its way the nearer. */
function turnFromBox(point: Bouncing, box: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }): void {
  const faceX = point.velocityX > 0 ? box.minX : box.maxX;
  const faceY = point.velocityY > 0 ? box.minY : box.maxY;
  const throughX = point.velocityY === 0 || (point.velocityX !== 0 && Math.abs(point.x - faceX) <= Math.abs(point.y - faceY));
  if (throughX) {
    point.x = point.velocityX > 0 ? faceX - OFF : faceX + OFF;
    point.velocityX = 0 - point.velocityX;
    point.restX = 0 - point.restX;
  } else {
    point.y = point.velocityY > 0 ? faceY - OFF : faceY + OFF;
    point.velocityY = 0 - point.velocityY;
    point.restY = 0 - point.restY;
  }
}

function turnFromPillar(point: Bouncing, x: number, y: number, radius: number): void {
  const dx = point.x - x;
  const dy = point.y - y;
  const distance = lengthOf(dx, dy);
  if (distance === 0) {
    return;
  }
  point.x = x + divRound(dx * (radius + OFF), distance);
  point.y = y + divRound(dy * (radius + OFF), distance);
  const normalX = divRound(dx * NORMAL_ONE, distance);
  const normalY = divRound(dy * NORMAL_ONE, distance);
  const into = divRound(point.velocityX * normalX + point.velocityY * normalY, NORMAL_ONE);
  if (into >= 0) {
    return;
  }
  point.velocityX -= divRound(2 * into * normalX, NORMAL_ONE);
  point.velocityY -= divRound(2 * into * normalY, NORMAL_ONE);
  const restInto = divRound(point.restX * normalX + point.restY * normalY, NORMAL_ONE);
  point.restX -= divRound(2 * restInto * normalX, NORMAL_ONE);
  point.restY -= divRound(2 * restInto * normalY, NORMAL_ONE);
}
