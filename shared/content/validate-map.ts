import { BODY_RADIUS } from "../sim/body.ts";
import { compileTerrain, isClear, type Terrain } from "../sim/terrain.ts";
import { UNIT } from "../sim/units.ts";
import { GRID, type MapData } from "./map-data.ts";
import { modeNamed } from "./modes.ts";

/** Units. Smaller, and a screen shows the whole map; larger, and a coordinate in 1/8 unit outgrows its 16 bits. */
const SIDE_MIN = 640;
const SIDE_MAX = 8160;

/** Units. Thinner pillars are missed by the eye, thicker ones should be boxes. */
const PILLAR_MIN = 16;
const PILLAR_MAX = 512;

/** Room to step away in any direction: a body's radius and as much as it takes to turn. Units. */
const CLEARANCE = 32;

/** What a map of the largest size has use for; the index of walls and the replicated pads stay small. */
const WALLS_MAX = 512;
const SPAWNS_MIN = 4;
const SPAWNS_MAX = 64;
const PICKUPS_MAX = 64;
const BOTS_MIN = 2;
const BOTS_MAX = 100;

/** Units between the places that the search for ways looks at: half a grid, less than a body's radius. */
const STRIDE = GRID / 2;

/** What is wrong with a map, a sentence each; none when it can be played. */
export function validateMap(map: MapData): string[] {
  const faults = [...sizeFaults(map), ...modeFaults(map), ...wallFaults(map), ...padFaults(map)];
  // A terrain can only be made of walls that are where they should be.
  return faults.length > 0 ? faults : wayFaults(map);
}

function sizeFaults(map: MapData): string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(map.name)) {
    faults.push(`the name "${map.name}" is not 1 to 32 small letters, digits and dashes`);
  }
  for (const [side, length] of [
    ["width", map.width],
    ["height", map.height],
  ] as const) {
    if (!isOnGrid(length) || length < SIDE_MIN || length > SIDE_MAX) {
      faults.push(`the ${side} ${length} is not a multiple of ${GRID} from ${SIDE_MIN} to ${SIDE_MAX}`);
    }
  }
  if (!isWithin(map.bots, BOTS_MIN, BOTS_MAX)) {
    faults.push(`${map.bots} bots are not ${BOTS_MIN} to ${BOTS_MAX}`);
  }
  for (const [what, count, least, most] of [
    ["walls", map.boxes.length + map.pillars.length, 0, WALLS_MAX],
    ["spawns", map.spawns.length, SPAWNS_MIN, SPAWNS_MAX],
    ["pickups", map.pickups.length, 0, PICKUPS_MAX],
  ] as const) {
    if (!isWithin(count, least, most)) {
      faults.push(`${count} ${what} are not ${least} to ${most}`);
    }
  }
  return faults;
}

/** What the map's mode asks of it: two sides get the same map, each the other turned by half a turn. */
function modeFaults(map: MapData): string[] {
  const mode = modeNamed(map.mode);
  if (mode === undefined) {
    return [`there is no mode "${map.mode}"`];
  }
  const faults: string[] = [];
  if (mode.bodies !== null && map.bots !== mode.bodies) {
    faults.push(`${map.bots} bots are not the ${mode.bodies} bodies of the mode ${mode.name}`);
  }
  for (const { x, y, team } of map.spawns) {
    if ((team !== undefined) !== mode.teams > 0) {
      faults.push(`the spawn at (${x}, ${y}) has ${team === undefined ? "no team" : "a team"}, in a mode ${mode.teams > 0 ? "with" : "without"} teams`);
    }
  }
  return mode.bodies === null ? faults : [...faults, ...turnFaults(map)];
}

/** Walls and pads that have no counterpart on the other side of the middle. */
function turnFaults(map: MapData): string[] {
  const faults: string[] = [];
  const demand = (places: readonly { name: string; place: string; turned: string }[]): void => {
    const there = new Set(places.map(({ place }) => place));
    for (const { name, turned } of places) {
      if (!there.has(turned)) {
        faults.push(`${name} has no counterpart half a turn about the middle`);
      }
    }
  };
  const turnedX = (x: number): number => map.width - x;
  const turnedY = (y: number): number => map.height - y;
  demand(
    map.boxes.map(({ x, y, width, height }) => ({
      name: `the box at (${x}, ${y}) of ${width} by ${height}`,
      place: `${x} ${y} ${width} ${height}`,
      turned: `${turnedX(x + width)} ${turnedY(y + height)} ${width} ${height}`,
    })),
  );
  demand(
    map.pillars.map(({ x, y, radius }) => ({
      name: `the pillar at (${x}, ${y}) of radius ${radius}`,
      place: `${x} ${y} ${radius}`,
      turned: `${turnedX(x)} ${turnedY(y)} ${radius}`,
    })),
  );
  demand(
    map.spawns.map(({ x, y, team = 0 }) => ({
      name: `the spawn at (${x}, ${y})${team === 0 ? "" : ` of team ${team}`}`,
      place: `${x} ${y} ${team}`,
      turned: `${turnedX(x)} ${turnedY(y)} ${team === 0 ? 0 : 3 - team}`,
    })),
  );
  demand(
    map.pickups.map(({ kind, x, y }) => ({
      name: `the ${kind} at (${x}, ${y})`,
      place: `${x} ${y} ${kind}`,
      turned: `${turnedX(x)} ${turnedY(y)} ${kind}`,
    })),
  );
  return faults;
}

function wallFaults(map: MapData): string[] {
  const faults: string[] = [];
  for (const { x, y, width, height } of map.boxes) {
    const name = `the box at (${x}, ${y}) of ${width} by ${height}`;
    if (![x, y, width, height].every(isOnGrid)) {
      faults.push(`${name} is off the grid of ${GRID}`);
    }
    if (width < GRID || height < GRID) {
      faults.push(`${name} is thinner than ${GRID}`);
    }
    if (x < 0 || y < 0 || x + width > map.width || y + height > map.height) {
      faults.push(`${name} reaches out of the map`);
    }
  }
  for (const { x, y, radius } of map.pillars) {
    const name = `the pillar at (${x}, ${y}) of radius ${radius}`;
    if (!isOnGrid(2 * x) || !isOnGrid(2 * y)) {
      faults.push(`${name} is off the half grid of ${GRID / 2}`);
    }
    if (!isWithin(radius, PILLAR_MIN, PILLAR_MAX)) {
      faults.push(`${name} is not ${PILLAR_MIN} to ${PILLAR_MAX} in radius`);
    }
    if (x - radius < 0 || y - radius < 0 || x + radius > map.width || y + radius > map.height) {
      faults.push(`${name} reaches out of the map`);
    }
  }
  return faults;
}

function padFaults(map: MapData): string[] {
  const faults: string[] = [];
  const taken = new Set<string>();
  for (const { name, x, y } of pads(map)) {
    if (!isOnGrid(x) || !isOnGrid(y)) {
      faults.push(`${name} is off the grid of ${GRID}`);
    }
    if (x < 0 || y < 0 || x > map.width || y > map.height) {
      faults.push(`${name} is out of the map`);
    }
    if (taken.has(`${x} ${y}`)) {
      faults.push(`${name} lies on another`);
    }
    taken.add(`${x} ${y}`);
  }
  return faults;
}

/** Every spawn and pickup stands free, and a body can walk to it from the first spawn. */
function wayFaults(map: MapData): string[] {
  // Walls are the same at every tick rate.
  const terrain = compileTerrain(map, 40);
  const faults = pads(map)
    .filter(({ x, y }) => !isClear(terrain, x * UNIT, y * UNIT, CLEARANCE * UNIT))
    .map(({ name }) => `${name} is in a wall or within ${CLEARANCE} of one`);
  if (faults.length > 0) {
    return faults;
  }
  const reached = reachable(terrain);
  return pads(map)
    .filter(({ x, y }) => !reached.has(placeOf(map, x, y)))
    .map(({ name }) => `no way leads to ${name} from the first spawn`);
}

/** The places that a body reaches from the first spawn, by stepping from one to the next. */
function reachable(terrain: Terrain): Set<number> {
  const { map } = terrain;
  const [first] = map.spawns;
  const start = first === undefined ? [] : [placeOf(map, first.x, first.y)];
  const reached = new Set(start);
  const edge = [...start];
  const columns = map.width / STRIDE;
  for (let place = edge.pop(); place !== undefined; place = edge.pop()) {
    for (const next of [place - 1, place + 1, place - columns, place + columns]) {
      const x = (next % columns) * STRIDE;
      const y = ((next - (next % columns)) / columns) * STRIDE;
      if (!reached.has(next) && next >= 0 && isClear(terrain, x * UNIT, y * UNIT, BODY_RADIUS)) {
        reached.add(next);
        edge.push(next);
      }
    }
  }
  return reached;
}

function placeOf(map: MapData, x: number, y: number): number {
  return (y / STRIDE) * (map.width / STRIDE) + x / STRIDE;
}

function pads(map: MapData): { name: string; x: number; y: number }[] {
  return [
    ...map.spawns.map(({ x, y }, index) => ({ name: `spawn ${index} at (${x}, ${y})`, x, y })),
    ...map.pickups.map(({ kind, x, y }, index) => ({ name: `pickup ${index} (${kind}) at (${x}, ${y})`, x, y })),
  ];
}

function isOnGrid(value: number): boolean {
  return Number.isInteger(value) && value % GRID === 0;
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
