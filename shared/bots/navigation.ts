import { GRID, type MapData } from "../content/map-data.ts";
import { clamp, drawGround, type Ground } from "./ground.ts";

/**
 * Finding the way over a map, for players who know it by heart. Lengths are units (floats).
 *
 * The nodes are the corners of the map's 32-unit grid, not the middles of its cells: walls keep to that grid, so a corner
 * is 0 or at least 32 units from every box, while a body needs 20. The way to a goal is a field of walking distances from it,
 * made once and shared by everyone who goes there; the way a walker takes is the straight line to the farthest
 * point down the field that it could walk to, which cuts corners as people do.
 */
export interface Navigation {
  /** Units to walk between two points; `UNREACHABLE` when there is no way. */
  distance(fromX: number, fromY: number, toX: number, toY: number): number;
  /** Where to head for now in order to get from one point to the other; false when there is no way. */
  /** `lane`: 0 for the shortest way, 1 and 2 for those that keep to one side or the other of where everybody would go. */
  waypoint(fromX: number, fromY: number, toX: number, toY: number, out: Point, lane?: number): boolean;
  /** Whether a body can go straight from one point to the other, within 8 units. */
  isWalkClear(fromX: number, fromY: number, toX: number, toY: number): boolean;
  /** Some open point of the map; `random` gives [0, 1). */
  openPoint(random: () => number, out: Point): void;
}

export interface Point {
  x: number;
  y: number;
}

export const UNREACHABLE = Number.POSITIVE_INFINITY;

/** Nodes that a walker looks ahead for a straight line: 480 units, about half a screen. */
const LOOK_AHEAD = 15;
/** Fields kept at once: 4 MB on a map of 3200×2400, 34 MB on the largest there can be. */
const FIELDS_MAX = 256;
/** Goals are rounded to every second grid line, so that goals near one another share a field. */
const GOAL_STEP = 2;
/** 5 : 7 is 1 : √2 within 1 %. */
const STRAIGHT = 5;
const DIAGONAL = 7;
/** What a step on the wrong side of its lane costs beside its length: a way around may be about twice as long. */
const TOLL = 5;
const UNITS_PER_COST = GRID / STRAIGHT;
/** No field reaches here: 65,535 is over 400,000 units of walking. */
const FAR = 0xffff;

const STEPS = [
  { x: 1, y: 0, cost: STRAIGHT },
  { x: -1, y: 0, cost: STRAIGHT },
  { x: 0, y: 1, cost: STRAIGHT },
  { x: 0, y: -1, cost: STRAIGHT },
  { x: 1, y: 1, cost: DIAGONAL },
  { x: 1, y: -1, cost: DIAGONAL },
  { x: -1, y: 1, cost: DIAGONAL },
  { x: -1, y: -1, cost: DIAGONAL },
] as const;

/** Everybody who walks on a map shares what was worked out for it. */
const known = new WeakMap<MapData, Navigation>();

export function navigationOf(map: MapData): Navigation {
  const navigation = known.get(map) ?? createNavigation(map);
  known.set(map, navigation);
  return navigation;
}

function createNavigation(map: MapData): Navigation {
  const ground = drawGround(map);
  const columns = Math.floor(map.width / GRID) + 1;
  const rows = Math.floor(map.height / GRID) + 1;
  const links = linkNodes(columns, rows, ground);
  const distances = keepInside(links, columns, map);
  const open = listOpenNodes(distances);
  const nearest = nearestOpen(open, columns, rows);
  const fields = new Map<number, Uint16Array>();

  const nodeAt = (x: number, y: number): number => {
    const column = clamp(Math.round(x / GRID), 0, columns - 1);
    const row = clamp(Math.round(y / GRID), 0, rows - 1);
    return nearest[row * columns + column] ?? 0;
  };

  const fieldTo = (x: number, y: number, lane = 0): Uint16Array => {
    const step = GRID * GOAL_STEP;
    const goal = nodeAt(Math.round(x / step) * step, Math.round(y / step) * step);
    const key = goal + lane * links.length;
    const made = fields.get(key);
    if (made) return made;
    if (fields.size >= FIELDS_MAX) {
      const oldest = fields.keys().next();
      if (!oldest.done) fields.delete(oldest.value);
    }
    const field = flood(goal, links, columns, lane === 0 ? null : tollsOf(lane, goal, columns, rows));
    fields.set(key, field);
    return field;
  };

  /** The neighbour of `node` that is nearest to the field's goal; `node` itself at the goal. */
  const downhill = (field: Uint16Array, node: number): number => {
    let best = node;
    let bestCost = field[node] ?? FAR;
    const mask = links[node] ?? 0;
    for (let bit = 0; bit < STEPS.length; bit += 1) {
      const step = STEPS[bit];
      if (step === undefined || (mask & (1 << bit)) === 0) continue;
      const next = node + step.x + step.y * columns;
      const cost = field[next] ?? FAR;
      if (cost < bestCost) {
        best = next;
        bestCost = cost;
      }
    }
    return best;
  };

  return {
    isWalkClear: ground.isLineOpen,
    distance(fromX, fromY, toX, toY) {
      const cost = fieldTo(toX, toY)[nodeAt(fromX, fromY)] ?? FAR;
      return cost === FAR ? UNREACHABLE : cost * UNITS_PER_COST;
    },
    waypoint(fromX, fromY, toX, toY, out, lane = 0) {
      if (ground.isLineOpen(fromX, fromY, toX, toY)) {
        out.x = toX;
        out.y = toY;
        return true;
      }
      const field = fieldTo(toX, toY, lane);
      let node = nodeAt(fromX, fromY);
      if ((field[node] ?? FAR) === FAR) return false;
      setToNode(out, node, columns);
      for (let ahead = 0; ahead < LOOK_AHEAD; ahead += 1) {
        const next = downhill(field, node);
        if (next === node) break;
        node = next;
        const x = (node % columns) * GRID;
        const y = Math.floor(node / columns) * GRID;
        // The first node down the field is linked to where the walker stands, whatever the finer drawing says of the last few units.
        if (ahead > 0 && !ground.isLineOpen(fromX, fromY, x, y)) break;
        out.x = x;
        out.y = y;
      }
      return true;
    },
    openPoint(random, out) {
      const node = open[Math.floor(random() * open.length)] ?? 0;
      setToNode(out, node, columns);
    },
  };
}

function setToNode(out: Point, node: number, columns: number): void {
  out.x = (node % columns) * GRID;
  out.y = Math.floor(node / columns) * GRID;
}

/** For each node, the bits of `STEPS` that can be walked. */
function linkNodes(columns: number, rows: number, ground: Ground): Uint8Array {
  const links = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      STEPS.forEach((step, bit) => {
        const x = column * GRID;
        const y = row * GRID;
        const nextX = x + step.x * GRID;
        const nextY = y + step.y * GRID;
        // Both ways: a line leaves its first units out, so that only the two together look at all of it.
        if (ground.isLineOpen(x, y, nextX, nextY) && ground.isLineOpen(nextX, nextY, x, y)) {
          links[row * columns + column] = (links[row * columns + column] ?? 0) | (1 << bit);
        }
      });
    }
  }
  return links;
}

/** Distances from the first spawn: what they do not reach is inside a wall. */
function keepInside(links: Uint8Array, columns: number, map: MapData): Uint16Array {
  const spawn = map.spawns[0];
  if (!spawn) throw new Error(`map "${map.name}" has no spawn point`);
  let start = 0;
  let startDistance = Number.POSITIVE_INFINITY;
  links.forEach((mask, node) => {
    if (mask === 0) return;
    const distance = ((node % columns) * GRID - spawn.x) ** 2 + (Math.floor(node / columns) * GRID - spawn.y) ** 2;
    if (distance < startDistance) {
      start = node;
      startDistance = distance;
    }
  });
  return flood(start, links, columns);
}

function listOpenNodes(distances: Uint16Array): Uint32Array {
  const open: number[] = [];
  distances.forEach((distance, node) => {
    if (distance !== FAR) open.push(node);
  });
  return Uint32Array.from(open);
}

/** For each node of the grid, the open node nearest to it (counted in steps). */
function nearestOpen(open: Uint32Array, columns: number, rows: number): Uint32Array {
  const nearest = new Uint32Array(columns * rows);
  const seen = new Uint8Array(columns * rows);
  const queue: number[] = [];
  for (const node of open) {
    nearest[node] = node;
    seen[node] = 1;
    queue.push(node);
  }
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head] ?? 0;
    const column = node % columns;
    const row = Math.floor(node / columns);
    for (const step of STEPS) {
      const nextColumn = column + step.x;
      const nextRow = row + step.y;
      if (nextColumn < 0 || nextRow < 0 || nextColumn >= columns || nextRow >= rows) continue;
      const next = nextRow * columns + nextColumn;
      if (seen[next] === 1) continue;
      seen[next] = 1;
      nearest[next] = nearest[node] ?? node;
      queue.push(next);
    }
  }
  return nearest;
}

/** For each node what stepping on it costs: those on the other side of the line from the goal through the middle of the map. */
function tollsOf(lane: number, goal: number, columns: number, rows: number): Uint8Array {
  const goalX = goal % columns;
  const goalY = Math.floor(goal / columns);
  const middleX = (columns - 1) / 2 - goalX;
  const middleY = (rows - 1) / 2 - goalY;
  const side = lane === 1 ? 1 : -1;
  const tolls = new Uint8Array(columns * rows);
  for (let node = 0; node < tolls.length; node += 1) {
    const x = (node % columns) - goalX;
    const y = Math.floor(node / columns) - goalY;
    if ((middleX * y - middleY * x) * side < 0) tolls[node] = TOLL;
  }
  return tolls;
}

/** Walking costs of all nodes to `goal`: Dijkstra with one bucket per cost, of which no more are in use than a step can cost. */
function flood(goal: number, links: Uint8Array, columns: number, tolls: Uint8Array | null = null): Uint16Array {
  const field = new Uint16Array(links.length).fill(FAR);
  const buckets: number[][] = Array.from({ length: DIAGONAL + (tolls === null ? 0 : TOLL) + 1 }, () => []);
  field[goal] = 0;
  buckets[0]?.push(goal);
  let waiting = 1;
  for (let cost = 0; waiting > 0 && cost < FAR - DIAGONAL - TOLL; cost += 1) {
    const bucket = buckets[cost % buckets.length] ?? [];
    waiting -= bucket.length;
    for (const node of bucket) {
      if (field[node] !== cost) continue;
      const mask = links[node] ?? 0;
      for (let bit = 0; bit < STEPS.length; bit += 1) {
        const step = STEPS[bit];
        if (step === undefined || (mask & (1 << bit)) === 0) continue;
        const next = node + step.x + step.y * columns;
        const nextCost = cost + step.cost + (tolls?.[next] ?? 0);
        if (nextCost >= (field[next] ?? FAR)) continue;
        field[next] = nextCost;
        buckets[nextCost % buckets.length]?.push(next);
        waiting += 1;
      }
    }
    bucket.length = 0;
  }
  return field;
}
