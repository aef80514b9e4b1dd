import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData } from "../map-data.ts";

const WIDTH = 3072;
const HEIGHT = 2048;

/** Two walled bases, west and east, four gates each; three ways between them, the middle one about a great pillar. */
export const BASTION: MapData = {
  name: "bastion",
  title: "Bastion",
  mode: "squads",
  tint: "dusk",
  width: WIDTH,
  height: HEIGHT,
  ...withItsOtherHalf(
    WIDTH,
    HEIGHT,
    {
      boxes: [
        // The wall of the west base.
        { x: 480, y: 224, width: 64, height: 384 },
        { x: 480, y: 832, width: 64, height: 384 },
        { x: 480, y: 1440, width: 64, height: 384 },
        // The north way.
        { x: 800, y: 416, width: 256, height: 64 },
        { x: 800, y: 480, width: 64, height: 160 },
        { x: 1184, y: 128, width: 64, height: 288 },
        { x: 1376, y: 480, width: 256, height: 64 },
        // The middle.
        { x: 768, y: 896, width: 64, height: 256 },
        { x: 1120, y: 768, width: 192, height: 64 },
        { x: 1120, y: 1216, width: 64, height: 192 },
        // The south way.
        { x: 736, y: 1504, width: 288, height: 64 },
        { x: 1216, y: 1600, width: 64, height: 288 },
      ],
      pillars: [
        { x: 336, y: 720, radius: 48 },
        { x: 336, y: 1328, radius: 48 },
        { x: 688, y: 720, radius: 40 },
        { x: 672, y: 1312, radius: 40 },
        { x: 960, y: 1008, radius: 48 },
        { x: 864, y: 1776, radius: 48 },
        { x: 960, y: 224, radius: 48 },
        { x: 1440, y: 240, radius: 40 },
        { x: 1344, y: 1376, radius: 48 },
      ],
      spawns: [
        { x: 128, y: 256, team: 1 },
        { x: 128, y: 640, team: 1 },
        { x: 128, y: 1024, team: 1 },
        { x: 128, y: 1408, team: 1 },
        { x: 128, y: 1792, team: 1 },
        { x: 320, y: 416, team: 1 },
        { x: 320, y: 1024, team: 1 },
        { x: 320, y: 1632, team: 1 },
      ],
      pickups: [
        { kind: "health", x: 384, y: 192 },
        { kind: "health", x: 640, y: 1024 },
        { kind: "shield", x: 928, y: 576 },
        { kind: "scatter", x: 1280, y: 928 },
        { kind: "mortar", x: 864, y: 1632 },
        { kind: "rail", x: 1312, y: 192 },
        { kind: "overcharge", x: 1536, y: 672 },
      ],
    },
    { pillars: [{ x: WIDTH / 2, y: HEIGHT / 2, radius: 112 }] },
  ),
  bots: 8,
};
