import type { MapData } from "../../shared/content/map-data.ts";

/** A small open map for scripted scenes: one wall across the middle, one pillar to the east, pads along the west. */
export const YARD: MapData = {
  name: "yard",
  title: "Yard",
  mode: "arena",
  tint: "slate",
  width: 1600,
  height: 960,
  boxes: [{ x: 768, y: 320, width: 64, height: 320 }],
  pillars: [{ x: 1248, y: 480, radius: 48 }],
  spawns: [
    { x: 96, y: 96 },
    { x: 1504, y: 96 },
    { x: 1504, y: 864 },
    { x: 96, y: 864 },
  ],
  pickups: [
    { kind: "health", x: 160, y: 480 },
    { kind: "shield", x: 320, y: 480 },
    { kind: "rail", x: 480, y: 480 },
    { kind: "scatter", x: 288, y: 864 },
    { kind: "mortar", x: 416, y: 864 },
    { kind: "overcharge", x: 544, y: 864 },
  ],
  bots: 4,
};

/** The yard for two teams: the first spawns in the west, the second in the east. */
export const SIDES: MapData = { ...YARD, spawns: YARD.spawns.map(({ x, y }) => ({ x, y, team: x < 800 ? 1 : 2 })) };
