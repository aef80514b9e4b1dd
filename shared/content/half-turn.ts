import type { MapData } from "./map-data.ts";

type Layout = Pick<MapData, "boxes" | "pillars" | "spawns" | "pickups">;

/**
 * A whole map out of one half: the other is the same, turned by half a turn about the middle, so that no side of the map is the
 * better one. Spawns of team 1 become spawns of team 2. `middle`: what lies in the middle and is its own other half.
 */
export function withItsOtherHalf(width: number, height: number, half: Layout, middle: Partial<Layout> = {}): Layout {
  const turned = <Place extends { x: number; y: number }>(place: Place): Place => ({ ...place, x: width - place.x, y: height - place.y });
  return {
    boxes: [...(middle.boxes ?? []), ...half.boxes, ...half.boxes.map((box) => ({ ...box, x: width - box.x - box.width, y: height - box.y - box.height }))],
    pillars: [...(middle.pillars ?? []), ...half.pillars, ...half.pillars.map(turned)],
    spawns: [
      ...half.spawns,
      ...half.spawns.map((spawn) => (spawn.team === undefined ? turned(spawn) : { ...turned(spawn), team: spawn.team === 1 ? (2 as const) : (1 as const) })),
    ],
    pickups: [...(middle.pickups ?? []), ...half.pickups, ...half.pickups.map(turned)],
  };
}
