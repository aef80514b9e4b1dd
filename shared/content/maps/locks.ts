import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";

const WIDTH = 1920;
const HEIGHT = 1088;

/** A duel in three lanes that broken walls part: long lines for the rail, gates for everything else. */
export const LOCKS: MapData = {
  name: "locks",
  title: "Locks",
  mode: "duel",
  tint: "frost",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(
    WIDTH,
    HEIGHT,
    {
      boxes: [
        // The wall between the north lane and the middle one, with three gates.
        { x: 288, y: 352, width: 352, height: 64 },
        { x: 800, y: 352, width: 192, height: 64 },
        { x: 1216, y: 352, width: 384, height: 64 },
        // Cover in the north lane.
        { x: 864, y: 128, width: 64, height: 128 },
        { x: 1408, y: 96, width: 64, height: 128 },
        // The west end of the middle lane.
        { x: 192, y: 480, width: 64, height: 128 },
      ],
      pillars: [
        { x: 464, y: 176, radius: 40 },
        { x: 784, y: 544, radius: 40 },
      ],
      spawns: [
        { x: 96, y: 96 },
        { x: 96, y: 544 },
        { x: 672, y: 96 },
        { x: 1824, y: 96 },
      ],
      pickups: [
        { kind: "health", x: 96, y: 320 },
        { kind: "rail", x: 1600, y: 192 },
        { kind: "shield", x: 1088, y: 192 },
        { kind: "scatter", x: 1312, y: 544 },
        { kind: "mortar", x: 704, y: 256 },
      ],
    },
    { pickups: [{ kind: "overcharge", x: WIDTH / 2, y: HEIGHT / 2 }] },
  ),
  bots: 2,
};
