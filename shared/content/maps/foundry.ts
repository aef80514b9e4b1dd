import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";
import type { PickupKind } from "../pickups.ts";

const WIDTH = 3200;
const HEIGHT = 2400;

// One half is written.
const boxes = [
  // North-west: an open elbow around a pad.
  { x: 416, y: 352, width: 288, height: 64 },
  { x: 416, y: 416, width: 64, height: 192 },
  // North: two lane walls and the bar between them.
  { x: 960, y: 256, width: 64, height: 288 },
  { x: 1312, y: 416, width: 352, height: 64 },
  { x: 1920, y: 256, width: 64, height: 256 },
  // North-east: a broken wall along the outer lane.
  { x: 2272, y: 480, width: 288, height: 64 },
  { x: 2752, y: 288, width: 64, height: 288 },
  // The ring about the middle.
  { x: 224, y: 864, width: 320, height: 64 },
  { x: 864, y: 832, width: 64, height: 256 },
  { x: 1216, y: 960, width: 192, height: 64 },
  { x: 2048, y: 832, width: 256, height: 64 },
  { x: 2592, y: 896, width: 64, height: 256 },
];

const pillars = [
  { x: 736, y: 704, radius: 48 },
  { x: 1184, y: 704, radius: 48 },
  { x: 1568, y: 704, radius: 40 },
  { x: 1888, y: 960, radius: 48 },
  { x: 2400, y: 736, radius: 48 },
  { x: 2880, y: 800, radius: 48 },
  { x: 1184, y: 224, radius: 40 },
  { x: 2336, y: 224, radius: 40 },
];

const spawns = [
  { x: 160, y: 160 },
  { x: 704, y: 192 },
  { x: 1440, y: 160 },
  { x: 2112, y: 192 },
  { x: 2624, y: 160 },
  { x: 3040, y: 352 },
  { x: 224, y: 672 },
  { x: 832, y: 544 },
  { x: 1760, y: 608 },
  { x: 2976, y: 1088 },
];

const pickups: { kind: PickupKind; x: number; y: number }[] = [
  { kind: "health", x: 576, y: 512 },
  { kind: "health", x: 2656, y: 704 },
  { kind: "health", x: 1024, y: 960 },
  { kind: "shield", x: 1472, y: 576 },
  { kind: "rail", x: 1600, y: 928 },
  { kind: "scatter", x: 352, y: 1056 },
  { kind: "mortar", x: 2112, y: 608 },
  { kind: "overcharge", x: 2400, y: 928 },
];

/** The first arena: an open middle about one great pillar, a ring of cover, lanes along the border. */
export const FOUNDRY: MapData = {
  name: "foundry",
  title: "Foundry",
  mode: "arena",
  tint: "slate",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(WIDTH, HEIGHT, { boxes, pillars, spawns, pickups }, { pillars: [{ x: WIDTH / 2, y: HEIGHT / 2, radius: 96 }] }),
  bots: 12,
};
