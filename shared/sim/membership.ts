import { newBody, type Team } from "./bodies.ts";
import { bodyIndex, type TickInputs, type World } from "./world.ts";

const ID_MAX = 65_535;

/** Phase: who left goes, who joined gets a body that spawns in this very tick. Projectiles outlive their owner. */
export function changeMembership(world: World, { joins, leaves }: TickInputs): void {
  // Hardly any tick has members to change, and even an empty loop over a list makes an iterator.
  if (leaves.length > 0) {
    for (const id of leaves) {
      removeBody(world, id);
    }
  }
  if (joins.length > 0) {
    for (const { id, team } of joins) {
      addBody(world, id, team);
    }
  }
}

function removeBody(world: World, id: number): void {
  const index = bodyIndex(world, id);
  if (world.bodies[index]?.id !== id) {
    throw new RangeError(`body ${id} leaves but is not in the world`);
  }
  world.bodies.splice(index, 1);
}

function addBody(world: World, id: number, team: Team): void {
  if (!Number.isInteger(id) || id < 1 || id > ID_MAX) {
    throw new RangeError(`a body's id is an integer of 1 to ${ID_MAX}, not ${id}`);
  }
  if ((team === 0) !== (world.mode.teams === 0)) {
    throw new RangeError(`body ${id} joins team ${team} in a mode of ${world.mode.teams} teams`);
  }
  const index = bodyIndex(world, id);
  if (world.bodies[index]?.id === id) {
    throw new RangeError(`body ${id} joins but is in the world already`);
  }
  world.bodies.splice(index, 0, newBody(id, team, world.terrain));
}
