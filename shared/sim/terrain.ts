import type { MapData } from "../content/map-data.ts";
import { divFloor } from "./fixed.ts";
import { type Pace, paceOf, type TickRate } from "./pace.ts";
import { RAY_CLEAR, rayAgainstBox, rayAgainstDisc } from "./ray.ts";
import { UNIT } from "./units.ts";

/** A wall in 1/256 unit. */
export type Wall =
  | { readonly kind: "box"; readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }
  | { readonly kind: "pillar"; readonly x: number; readonly y: number; readonly radius: number };

/**
 * A map made ready to be stepped in at one tick rate: all that a body's movement depends on beside its own input. Built once,
 * never changed, shared by every world of that map.
 */
export interface Terrain {
  readonly map: MapData;
  readonly tickRate: TickRate;
  readonly pace: Pace;
  /** 1/256 unit: positions go from 0 to these. */
  readonly width: number;
  readonly height: number;
  /** Walls, and the border around the map as four boxes outside it. */
  readonly walls: readonly Wall[];
  readonly columns: number;
  readonly rows: number;
  /** The walls that touch each cell, row by row. */
  readonly cells: readonly (readonly Wall[])[];
}

/** Side of an index cell, 1/256 unit: 128 units, about one wall or two in each. */
const CELL = 128 * UNIT;

/** 1/256 unit by which a ray that is as long as can be (2^22) may be thought to touch a wall beside it: a 1/65536 of its length. */
const RAY_SLACK = 64;

/** Thickness of the border, units. Any: a body's sub-steps are shorter than its radius. */
const BORDER = 64;

/** Makes a map ready. The map must have passed `validateMap`. */
export function compileTerrain(map: MapData, tickRate: TickRate): Terrain {
  const width = map.width * UNIT;
  const height = map.height * UNIT;
  const walls: Wall[] = [
    box(-BORDER, -BORDER, map.width + 2 * BORDER, BORDER),
    box(-BORDER, map.height, map.width + 2 * BORDER, BORDER),
    box(-BORDER, 0, BORDER, map.height),
    box(map.width, 0, BORDER, map.height),
    ...map.boxes.map((each) => box(each.x, each.y, each.width, each.height)),
    ...map.pillars.map((each): Wall => ({ kind: "pillar", x: each.x * UNIT, y: each.y * UNIT, radius: each.radius * UNIT })),
  ];
  const columns = divFloor(width, CELL) + 1;
  const rows = divFloor(height, CELL) + 1;
  const cells: Wall[][] = Array.from({ length: columns * rows }, () => []);
  const terrain = { map, tickRate, pace: paceOf(tickRate), width, height, walls, columns, rows, cells };
  for (const wall of walls) {
    const bounds = boundsOf(wall);
    for (let row = rowOf(terrain, bounds.minY); row <= rowOf(terrain, bounds.maxY); row += 1) {
      for (let column = columnOf(terrain, bounds.minX); column <= columnOf(terrain, bounds.maxX); column += 1) {
        cells[row * columns + column]?.push(wall);
      }
    }
  }
  return terrain;
}

function box(x: number, y: number, width: number, height: number): Wall {
  return { kind: "box", minX: x * UNIT, minY: y * UNIT, maxX: (x + width) * UNIT, maxY: (y + height) * UNIT };
}

function boundsOf(wall: Wall): { minX: number; minY: number; maxX: number; maxY: number } {
  if (wall.kind === "box") {
    return wall;
  }
  return { minX: wall.x - wall.radius, minY: wall.y - wall.radius, maxX: wall.x + wall.radius, maxY: wall.y + wall.radius };
}

/** The index column of a coordinate; what lies outside the map counts to the outermost cell. */
export function columnOf(terrain: Terrain, x: number): number {
  return Math.max(0, Math.min(terrain.columns - 1, divFloor(x, CELL)));
}

export function rowOf(terrain: Terrain, y: number): number {
  return Math.max(0, Math.min(terrain.rows - 1, divFloor(y, CELL)));
}

/** Whether a disc overlaps a wall; touching is not overlapping. */
export function overlaps(wall: Wall, x: number, y: number, radius: number): boolean {
  if (wall.kind === "pillar") {
    const reach = wall.radius + radius;
    const dx = x - wall.x;
    const dy = y - wall.y;
    return dx * dx + dy * dy < reach * reach;
  }
  const dx = x - Math.max(wall.minX, Math.min(wall.maxX, x));
  const dy = y - Math.max(wall.minY, Math.min(wall.maxY, y));
  return dx * dx + dy * dy < radius * radius;
}

/** Whether a disc fits at a place without overlapping a wall. 1/256 unit. */
export function isClear(terrain: Terrain, x: number, y: number, radius: number): boolean {
  const lastRow = rowOf(terrain, y + radius);
  const lastColumn = columnOf(terrain, x + radius);
  for (let row = rowOf(terrain, y - radius); row <= lastRow; row += 1) {
    for (let column = columnOf(terrain, x - radius); column <= lastColumn; column += 1) {
      for (const wall of terrain.cells[row * terrain.columns + column] ?? []) {
        if (overlaps(wall, x, y, radius)) {
          return false;
        }
      }
    }
  }
  return true;
}

/**
 * Where a segment first meets a wall: a fraction of its length (see ray.ts), RAY_CLEAR when it meets none. Visits the cells
 * that the segment crosses, row by row.
 */
export function rayAgainstWalls(terrain: Terrain, x1: number, y1: number, x2: number, y2: number): number {
  const top = rowOf(terrain, Math.min(y1, y2));
  const bottom = rowOf(terrain, Math.max(y1, y2));
  let first = RAY_CLEAR;
  for (let row = top; row <= bottom; row += 1) {
    // The stretch of the segment within this row.
    const enterX = row === top ? (y1 < y2 ? x1 : x2) : crossing(x1, y1, x2, y2, row * CELL);
    const leaveX = row === bottom ? (y1 < y2 ? x2 : x1) : crossing(x1, y1, x2, y2, (row + 1) * CELL);
    const lastColumn = columnOf(terrain, Math.max(enterX, leaveX) + RAY_SLACK);
    for (let column = columnOf(terrain, Math.min(enterX, leaveX) - RAY_SLACK); column <= lastColumn; column += 1) {
      for (const wall of terrain.cells[row * terrain.columns + column] ?? []) {
        const hit =
          wall.kind === "box"
            ? rayAgainstBox(x1, y1, x2, y2, wall.minX, wall.minY, wall.maxX, wall.maxY)
            : rayAgainstDisc(x1, y1, x2, y2, wall.x, wall.y, wall.radius);
        if (hit < first) {
          first = hit;
        }
      }
    }
  }
  return first;
}

/** Where a segment that is not level crosses a height. */
function crossing(x1: number, y1: number, x2: number, y2: number, y: number): number {
  return x1 + divFloor((y1 < y2 ? x2 - x1 : x1 - x2) * (y - y1), Math.abs(y2 - y1));
}
