import type { MapData } from "../../../shared/content/map-data.ts";

const WIDTH = 1920;
const HEIGHT = 1280;

/**
 * Units: where the player stands, and the targets' places. No target strafes behind another as seen from there: who misses one
 * hits none by luck.
 */
export const STAND = { x: WIDTH / 2, y: 960 };
export const PLACES: readonly { x: number; y: number }[] = [
  { x: STAND.x - 470, y: STAND.y - 330 },
  { x: STAND.x, y: STAND.y - 400 },
  { x: STAND.x + 470, y: STAND.y - 330 },
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
  spawns: [STAND, ...PLACES],
  pickups: [],
  bots: 0,
};
