import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";

const WIDTH = 2880;
const HEIGHT = 2240;

/** A freight yard: teams begin in opposite corners, rows of wagons between them make lanes that doors cut through. */
export const TRANSIT: MapData = {
  name: "transit",
  title: "Transit",
  mode: "squads",
  tint: "ember",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(
    WIDTH,
    HEIGHT,
    {
      boxes: [
        // The first row of wagons, in front of the north-west corner.
        { x: 736, y: 192, width: 96, height: 352 },
        { x: 192, y: 736, width: 352, height: 96 },
        { x: 704, y: 704, width: 128, height: 128 },
        // The second row.
        { x: 1088, y: 96, width: 96, height: 320 },
        { x: 1088, y: 576, width: 96, height: 352 },
        { x: 128, y: 1120, width: 320, height: 96 },
        { x: 640, y: 1088, width: 352, height: 96 },
        // North-east: sheds along the outer lane.
        { x: 1440, y: 320, width: 256, height: 96 },
        { x: 1920, y: 128, width: 96, height: 256 },
        { x: 2272, y: 352, width: 256, height: 96 },
        { x: 1504, y: 672, width: 96, height: 224 },
        { x: 1856, y: 608, width: 320, height: 96 },
        { x: 2432, y: 672, width: 96, height: 256 },
      ],
      pillars: [
        { x: 512, y: 512, radius: 56 },
        { x: 1312, y: 1008, radius: 48 },
        { x: 224, y: 1440, radius: 48 },
        { x: 2176, y: 896, radius: 48 },
        { x: 1728, y: 944, radius: 40 },
        { x: 2704, y: 592, radius: 48 },
      ],
      spawns: [
        { x: 128, y: 128, team: 1 },
        { x: 384, y: 128, team: 1 },
        { x: 128, y: 384, team: 1 },
        { x: 608, y: 160, team: 1 },
        { x: 160, y: 608, team: 1 },
        { x: 352, y: 352, team: 1 },
        { x: 896, y: 96, team: 1 },
        { x: 96, y: 928, team: 1 },
      ],
      pickups: [
        { kind: "health", x: 608, y: 608 },
        { kind: "health", x: 1312, y: 224 },
        { kind: "health", x: 288, y: 1312 },
        { kind: "shield", x: 960, y: 960 },
        { kind: "scatter", x: 1312, y: 736 },
        { kind: "mortar", x: 2016, y: 512 },
        { kind: "rail", x: 2624, y: 192 },
      ],
    },
    { pickups: [{ kind: "overcharge", x: WIDTH / 2, y: HEIGHT / 2 }] },
  ),
  bots: 8,
};
