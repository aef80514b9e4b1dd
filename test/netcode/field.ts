import type { MapData } from "../../shared/content/map-data.ts";
import { RAIL, WEAPONS } from "../../shared/content/weapons.ts";

/** Units: the strip in which targets run, and the line that shooters stand on. */
export const STRIP = { left: 200, right: 2616, top: 200, bottom: 420 };
export const FIRING_LINE = 860;

/** ms between two rail shots in these tests. */
export const RAIL_PERIOD = 750;

const SHOOTERS = 10;
const TARGETS = 6;

const inRow = (count: number, y: number) =>
  Array.from({ length: count }, (_, index) => ({ x: Math.round(STRIP.left + ((index + 0.5) / count) * (STRIP.right - STRIP.left)), y }));

/** An open field: a row of places for shooters, a strip for targets, nothing in between. */
export const FIELD: MapData = {
  name: "field",
  title: "Field",
  mode: "arena",
  tint: "slate",
  width: 2816,
  height: 1088,
  boxes: [],
  pillars: [],
  spawns: [...inRow(SHOOTERS, FIRING_LINE), ...inRow(TARGETS, (STRIP.top + STRIP.bottom) / 2)],
  pickups: [],
  bots: 0,
};

/**
 * In the processes of these tests weapons hurt nobody and the rail needs no ammunition: every shot then finds its target
 * alive, and what is counted is where shots go, not who died in between. It fires twice as often, too: nobody waits for it.
 * Both sides must call it, before any map is compiled.
 */
export function disarm(): void {
  for (const weapon of WEAPONS) weapon.damage = 0;
  const rail = WEAPONS[RAIL];
  if (rail === undefined) return;
  rail.ammoMax = 0;
  rail.periodMs = RAIL_PERIOD;
}
