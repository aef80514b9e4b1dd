import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";

const WIDTH = 3456;
const HEIGHT = 2688;

/** A wood of concrete: round trunks in clumps around clearings, hardly a straight wall, sight that opens and closes with each step. */
export const GROVE: MapData = {
  name: "grove",
  title: "Grove",
  mode: "arena",
  tint: "moss",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(
    WIDTH,
    HEIGHT,
    {
      boxes: [
        { x: 1376, y: 256, width: 352, height: 64 },
        { x: 512, y: 1056, width: 64, height: 320 },
        { x: 2624, y: 448, width: 64, height: 288 },
        { x: 2048, y: 960, width: 288, height: 64 },
      ],
      pillars: [
        // North-west: a clump of three and strays.
        { x: 448, y: 416, radius: 96 },
        { x: 672, y: 544, radius: 64 },
        { x: 512, y: 704, radius: 56 },
        { x: 880, y: 272, radius: 64 },
        { x: 256, y: 928, radius: 56 },
        { x: 896, y: 864, radius: 112 },
        // North: around the long log.
        { x: 1152, y: 512, radius: 72 },
        { x: 1440, y: 640, radius: 56 },
        { x: 1936, y: 480, radius: 96 },
        { x: 1728, y: 768, radius: 48 },
        // North-east.
        { x: 2272, y: 256, radius: 72 },
        { x: 2304, y: 672, radius: 64 },
        { x: 2976, y: 352, radius: 88 },
        { x: 3136, y: 672, radius: 56 },
        { x: 2880, y: 896, radius: 112 },
        // The ring of the middle clearing.
        { x: 1216, y: 1024, radius: 80 },
        { x: 1568, y: 1008, radius: 56 },
        { x: 1088, y: 1312, radius: 64 },
        { x: 768, y: 1248, radius: 56 },
        { x: 2560, y: 1152, radius: 64 },
        { x: 3200, y: 1216, radius: 72 },
      ],
      spawns: [
        { x: 128, y: 128 },
        { x: 640, y: 160 },
        { x: 1152, y: 160 },
        { x: 1920, y: 160 },
        { x: 2560, y: 160 },
        { x: 3328, y: 160 },
        { x: 160, y: 640 },
        { x: 896, y: 608 },
        { x: 2080, y: 768 },
        { x: 2816, y: 608 },
        { x: 3328, y: 928 },
        { x: 288, y: 1216 },
      ],
      pickups: [
        { kind: "health", x: 640, y: 384 },
        { kind: "health", x: 2720, y: 256 },
        { kind: "health", x: 928, y: 1120 },
        { kind: "shield", x: 1568, y: 448 },
        { kind: "shield", x: 3040, y: 1152 },
        { kind: "rail", x: 3200, y: 224 },
        { kind: "scatter", x: 1408, y: 864 },
        { kind: "mortar", x: 384, y: 1152 },
        { kind: "scatter", x: 2464, y: 896 },
      ],
    },
    { pickups: [{ kind: "overcharge", x: WIDTH / 2, y: HEIGHT / 2 }] },
  ),
  bots: 16,
};
