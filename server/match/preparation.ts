import type { Terrain } from "../../shared/sim/terrain.ts";
import { lightsOf } from "./interest/lights.ts";

/** Lights worked out between two looks at timers and sockets: a few ms of work. */
const SLICE = 16;

/**
 * Works out what can be seen from where on these maps before anybody plays there: left to the ticks of the match, it would cost
 * them most of their time for as long as players go where nobody was before. Resolves when all is done; in between, `later`
 * lets timers and sockets have their turn.
 */
export async function prepareTerrains(terrains: Iterable<Terrain>, later: () => Promise<void>): Promise<void> {
  for (const terrain of terrains) {
    const lights = lightsOf(terrain);
    const { columns, rows } = lights.cells;
    for (let prepared = 0; prepared < columns * rows; prepared += SLICE) {
      lights.prepare(SLICE);
      await later();
    }
  }
}
