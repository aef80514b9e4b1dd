import { withItsOtherHalf } from "../half-turn.ts";
import type { MapData, PickupKind } from "../map-data.ts";

const SIDE = 4800;

/** The map is a grid of blocks of this side, units; streets of 128 and more run between what stands in them. */
const BLOCK = 800;

type Block = Pick<MapData, "boxes" | "pillars" | "spawns" | "pickups">;

/** What stands in one block, from its upper left corner on. */
const BLOCKS = {
  /** Four elbows around a yard with a door in the middle of each side. */
  yard: (prize: PickupKind): Block => ({
    boxes: [
      { x: 160, y: 160, width: 160, height: 32 },
      { x: 160, y: 192, width: 32, height: 128 },
      { x: 480, y: 160, width: 160, height: 32 },
      { x: 608, y: 192, width: 32, height: 128 },
      { x: 160, y: 608, width: 160, height: 32 },
      { x: 160, y: 480, width: 32, height: 128 },
      { x: 480, y: 608, width: 160, height: 32 },
      { x: 608, y: 480, width: 32, height: 128 },
    ],
    pillars: [],
    spawns: [{ x: 96, y: 96 }],
    pickups: [{ kind: prize, x: 416, y: 416 }],
  }),
  /** Three long bars, staggered: lanes from west to east. */
  bars: (prize: PickupKind): Block => ({
    boxes: [
      { x: 96, y: 160, width: 416, height: 64 },
      { x: 288, y: 384, width: 416, height: 64 },
      { x: 96, y: 608, width: 416, height: 64 },
    ],
    pillars: [],
    spawns: [{ x: 640, y: 192 }],
    pickups: [{ kind: prize, x: 160, y: 416 }],
  }),
  /** The same, from north to south. */
  rows: (prize: PickupKind): Block => ({
    boxes: [
      { x: 160, y: 96, width: 64, height: 416 },
      { x: 384, y: 288, width: 64, height: 416 },
      { x: 608, y: 96, width: 64, height: 416 },
    ],
    pillars: [],
    spawns: [{ x: 192, y: 640 }],
    pickups: [{ kind: prize, x: 416, y: 160 }],
  }),
  /** Five columns. */
  columns: (prize: PickupKind): Block => ({
    boxes: [],
    pillars: [
      { x: 208, y: 208, radius: 56 },
      { x: 592, y: 208, radius: 56 },
      { x: 400, y: 400, radius: 80 },
      { x: 208, y: 592, radius: 56 },
      { x: 592, y: 592, radius: 56 },
    ],
    spawns: [{ x: 704, y: 416 }],
    pickups: [{ kind: prize, x: 416, y: 608 }],
  }),
  /** A corner wall, a stub and a round one: open to two sides. */
  ruin: (prize: PickupKind): Block => ({
    boxes: [
      { x: 192, y: 160, width: 352, height: 64 },
      { x: 192, y: 224, width: 64, height: 256 },
      { x: 512, y: 544, width: 160, height: 64 },
    ],
    pillars: [{ x: 608, y: 336, radius: 48 }],
    spawns: [{ x: 256, y: 640 }],
    pickups: [{ kind: prize, x: 384, y: 352 }],
  }),
  /** Open ground for long shots, one wall to break it. */
  square: (prize: PickupKind): Block => ({
    boxes: [{ x: 352, y: 224, width: 64, height: 128 }],
    pillars: [{ x: 560, y: 528, radius: 64 }],
    spawns: [{ x: 192, y: 544 }],
    pickups: [{ kind: prize, x: 480, y: 288 }],
  }),
} as const;

/** The northern half, block by block, and what lies in each. */
const NORTH: readonly (readonly (readonly [keyof typeof BLOCKS, PickupKind])[])[] = [
  [
    ["ruin", "health"],
    ["bars", "scatter"],
    ["columns", "shield"],
    ["yard", "rail"],
    ["square", "health"],
    ["rows", "mortar"],
  ],
  [
    ["columns", "rail"],
    ["yard", "health"],
    ["square", "mortar"],
    ["rows", "scatter"],
    ["ruin", "shield"],
    ["bars", "health"],
  ],
  [
    ["bars", "scatter"],
    ["ruin", "rail"],
    ["rows", "health"],
    ["yard", "overcharge"],
    ["columns", "mortar"],
    ["ruin", "health"],
  ],
];

const blocks = NORTH.flatMap((row, rowIndex) =>
  row.map(([name, prize], columnIndex) => {
    const shifted = <Place extends { x: number; y: number }>(place: Place): Place => ({
      ...place,
      x: place.x + columnIndex * BLOCK,
      y: place.y + rowIndex * BLOCK,
    });
    const { boxes, pillars, spawns, pickups } = BLOCKS[name](prize);
    return { boxes: boxes.map(shifted), pillars: pillars.map(shifted), spawns: spawns.map(shifted), pickups: pickups.map(shifted) };
  }),
);

/** A town without a roof for a hundred: blocks of six kinds in a grid of streets. */
export const EXPANSE: MapData = {
  name: "expanse",
  title: "Expanse",
  mode: "arena",
  tint: "sand",
  width: SIDE,
  height: SIDE,
  ...withItsOtherHalf(
    SIDE,
    SIDE,
    {
      boxes: blocks.flatMap(({ boxes }) => boxes),
      pillars: [
        ...blocks.flatMap(({ pillars }) => pillars),
        // In the crossings, so that no street is seen from end to end.
        { x: 800, y: 800, radius: 64 },
        { x: 2400, y: 800, radius: 64 },
        { x: 3200, y: 800, radius: 64 },
        { x: 1600, y: 1600, radius: 64 },
        { x: 4000, y: 1600, radius: 64 },
        { x: 800, y: 2400, radius: 64 },
        { x: 1600, y: 2400, radius: 64 },
      ],
      spawns: [
        ...blocks.flatMap(({ spawns }) => spawns),
        { x: 800, y: 96 },
        { x: 2400, y: 96 },
        { x: 4000, y: 96 },
        { x: 96, y: 800 },
        { x: 4704, y: 800 },
        { x: 96, y: 1600 },
        { x: 4704, y: 1600 },
        { x: 1600, y: 800 },
        { x: 3200, y: 1600 },
      ],
      pickups: blocks.flatMap(({ pickups }) => pickups),
    },
    { pillars: [{ x: SIDE / 2, y: SIDE / 2, radius: 128 }] },
  ),
  bots: 100,
};
