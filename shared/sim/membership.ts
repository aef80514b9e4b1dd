import { newBody } from "./bodies.ts";
import { bodyIndex, type TickInputs, type World } from "./world.ts";

const ID_MAX = 65_535;

/** Phase: who left goes, who joined gets a body that spawns in this very tick. Projectiles outlive their owner. */
export function changeMembership(world: World, inputs: TickInputs): void {
  for (const id of inputs.leaves) {
    const index = bodyIndex(world, id);
    if (world.bodies[index]?.id !== id) {
      throw new RangeError(`body ${id} leaves but is not in the world`);
    }
    world.bodies.splice(index, 1);
  }
  for (const id of inputs.joins) {
    if (!Number.isInteger(id) || id < 1 || id > ID_MAX) {
      throw new RangeError(`a body's id is an integer of 1 to ${ID_MAX}, not ${id}`);
    }
    const index = bodyIndex(world, id);
    if (world.bodies[index]?.id === id) {
      throw new RangeError(`body ${id} joins but is in the world already`);
    }
    world.bodies.splice(index, 0, newBody(id, world.terrain));
  }
}
