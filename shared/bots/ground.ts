import type { MapData } from "../content/map-data.ts";

/** What a walker keeps from walls, units: a body's 20, and a little for turning. */
const CLEARANCE = 22;
/** Side of the cells in which open ground is drawn, units: four to a line of the map's grid, so that its corners are theirs. */
const CELL = 8;

/** Where the middle of a body may be. Lengths are units. */
export interface Ground {
  /** Whether a body can go straight from one point to the other, within 8 units. */
  isLineOpen(fromX: number, fromY: number, toX: number, toY: number): boolean;
}

/** Draws it in cells of 8 units. */
export function drawGround(map: MapData): Ground {
  const columns = Math.ceil(map.width / CELL) + 1;
  const rows = Math.ceil(map.height / CELL) + 1;
  const blocked = new Uint8Array(columns * rows);
  const block = (left: number, top: number, right: number, bottom: number, isBlocked: (x: number, y: number) => boolean): void => {
    for (let row = clamp(Math.floor(top / CELL), 0, rows); row < clamp(Math.ceil(bottom / CELL) + 1, 0, rows); row += 1) {
      for (let column = clamp(Math.floor(left / CELL), 0, columns); column < clamp(Math.ceil(right / CELL) + 1, 0, columns); column += 1) {
        if (isBlocked(column * CELL, row * CELL)) blocked[row * columns + column] = 1;
      }
    }
  };
  const { width, height } = map;
  block(0, 0, width, height, (x, y) => x < CLEARANCE || y < CLEARANCE || x > width - CLEARANCE || y > height - CLEARANCE);
  for (const box of map.boxes) {
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    block(box.x - CLEARANCE, box.y - CLEARANCE, right + CLEARANCE, bottom + CLEARANCE, (x, y) => {
      const beyondX = x - clamp(x, box.x, right);
      const beyondY = y - clamp(y, box.y, bottom);
      return beyondX * beyondX + beyondY * beyondY < CLEARANCE * CLEARANCE;
    });
  }
  for (const pillar of map.pillars) {
    const reach = pillar.radius + CLEARANCE;
    block(pillar.x - reach, pillar.y - reach, pillar.x + reach, pillar.y + reach, (x, y) => {
      return (x - pillar.x) ** 2 + (y - pillar.y) ** 2 < reach * reach;
    });
  }

  return {
    isLineOpen(fromX, fromY, toX, toY) {
      const length = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY));
      const samples = Math.ceil(length / CELL);
      // The first 8 units are left out: a body that leans on a wall may stand in a cell that counts as blocked, and must be able to leave it.
      for (let sample = Math.min(2, samples); sample <= samples; sample += 1) {
        const part = samples === 0 ? 0 : sample / samples;
        const column = Math.round((fromX + (toX - fromX) * part) / CELL);
        const row = Math.round((fromY + (toY - fromY) * part) / CELL);
        if (column < 0 || row < 0 || column >= columns || row >= rows) return false;
        if (blocked[row * columns + column] === 1) return false;
      }
      return true;
    },
  };
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
