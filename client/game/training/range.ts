import type { MapData } from "../../../shared/content/map-data.ts";

const WIDTH = 1920;
const HEIGHT = 1280;

/** Units: where the player stands, and how far from there the targets strafe, each on a line of its own. */
export const STAND = { x: WIDTH / 2, y: 960 };
export const LINES: readonly { x: number; y: number }[] = [
  { x: WIDTH / 2 - 420, y: STAND.y - 460 },
  { x: WIDTH / 2 + 420, y: STAND.y - 460 },
  { x: WIDTH / 2, y: STAND.y - 380 },
  { x: WIDTH / 2 - 300, y: STAND.y - 270 },
  { x: WIDTH / 2 + 300, y: STAND.y - 270 },
];

/** An open floor: pillars in the corners, nothing between the player and the targets. */
export const RANGE: MapData = {
  name: "range",
  title: "Range",
  mode: "arena",
  tint: "slate",
  width: WIDTH,
  height: HEIGHT,
  boxes: [
    { x: 0, y: 0, width: 320, height: 64 },
    { x: WIDTH - 320, y: 0, width: 320, height: 64 },
  ],
  pillars: [
    { x: 256, y: HEIGHT - 256, radius: 48 },
    { x: WIDTH - 256, y: HEIGHT - 256, radius: 48 },
    { x: 160, y: 640, radius: 32 },
    { x: WIDTH - 160, y: 640, radius: 32 },
  ],
  spawns: [STAND, ...LINES],
  pickups: [],
  bots: 0,
};
