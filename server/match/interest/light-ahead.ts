import type { MapData } from "../../../shared/content/map-data.ts";
import { fieldsOf } from "./fields.ts";

/** ms between two slices, and lights that are worked out in one: about 1 ms, so that no tick waits for longer. */
const EVERY_MS = 10;
const LIGHTS = 20;

/**
 * Works out the lights of these maps, one map after the other, in slices between all else: within some ten seconds nobody's
 * tick has to make any, not even when hundreds join at once. Until then what is asked for is made when it is asked for. Keeps
 * no process alive.
 */
export function lightAhead(maps: Iterable<MapData>): void {
  const waiting = [...maps];
  const timer = setInterval(() => {
    const map = waiting[0];
    if (map === undefined) clearInterval(timer);
    else if (!fieldsOf(map).prepare(LIGHTS)) waiting.shift();
  }, EVERY_MS);
  timer.unref();
}
