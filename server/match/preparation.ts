import type { Terrain } from "../../shared/sim/terrain.ts";
import { fieldsOf } from "./interest/fields.ts";

/** Lights worked out between two looks at timers and sockets: about a ms of work, so that no tick waits for longer. */
const SLICE = 16;

/**
 * Works out what can be seen from where on these maps before anybody plays there: left to the ticks of the match, it would cost
 * them most of their time for as long as players go where nobody was before. Resolves when all is done; in between, `later`
 * lets timers and sockets have their turn. What is asked for before it is there is worked out at once.
 */
export async function prepareTerrains(terrains: Iterable<Terrain>, later: () => Promise<void>): Promise<void> {
  for (const { map } of terrains) while (fieldsOf(map).prepare(SLICE)) await later();
}
