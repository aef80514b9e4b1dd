import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";

const WIDTH = 1536;
const HEIGHT = 1152;

/** A duel about one open middle, a pinwheel of four walls: whoever holds it is seen from four sides. */
export const PIT: MapData = {
  name: "pit",
  title: "Pit",
  mode: "duel",
  tint: "rust",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(
    WIDTH,
    HEIGHT,
    {
      boxes: [
        // The pinwheel.
        { x: 544, y: 416, width: 192, height: 64 },
        { x: 928, y: 416, width: 64, height: 128 },
        // North-west: an elbow around health. North-east: a wall across the lane.
        { x: 224, y: 224, width: 160, height: 64 },
        { x: 224, y: 288, width: 64, height: 128 },
        { x: 1152, y: 192, width: 64, height: 192 },
      ],
      pillars: [
        { x: 768, y: 240, radius: 48 },
        { x: 320, y: 592, radius: 40 },
      ],
      spawns: [
        { x: 96, y: 96 },
        { x: 1440, y: 96 },
        { x: 96, y: 576 },
        { x: 512, y: 96 },
      ],
      pickups: [
        { kind: "health", x: 352, y: 352 },
        { kind: "rail", x: 1312, y: 288 },
        { kind: "scatter", x: 832, y: 352 },
        { kind: "mortar", x: 448, y: 576 },
        { kind: "shield", x: 960, y: 96 },
      ],
    },
    { pickups: [{ kind: "overcharge", x: WIDTH / 2, y: HEIGHT / 2 }] },
  ),
  bots: 2,
};
