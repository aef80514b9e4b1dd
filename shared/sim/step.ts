import { burst } from "./blasts.ts";
import { dealDamage } from "./damage.ts";
import type { SimEvent } from "./events.ts";
import { flyProjectiles } from "./flight.ts";
import { recordPlace } from "./history.ts";
import { changeMembership } from "./membership.ts";
import { runMode } from "./mode.ts";
import { moveBodies } from "./movement.ts";
import { givePickups } from "./pickups.ts";
import { fireShots } from "./shots.ts";
import { spawnBodies } from "./spawning.ts";
import type { TickInputs, World } from "./world.ts";

export interface Phase {
  readonly name: string;
  readonly run: (world: World, inputs: TickInputs) => void;
}

/** One tick of the world, top to bottom. */
export const PHASES: readonly Phase[] = [
  { name: "membership", run: changeMembership },
  { name: "movement", run: moveBodies },
  { name: "places", run: recordPlaces },
  { name: "flight", run: flyProjectiles },
  { name: "shots", run: fireShots },
  { name: "blasts", run: burst },
  { name: "damage", run: dealDamage },
  { name: "spawning", run: spawnBodies },
  { name: "pickups", run: givePickups },
  { name: "mode", run: runMode },
];

/**
 * Steps the world by one tick. Returns what happened; the list and its events are used again by the next step of this world.
 * Throws a RangeError for inputs that no match makes: a malformed frame, a join of a body that is there, a leave of one that is not.
 */
export function step(world: World, inputs: TickInputs): readonly SimEvent[] {
  return stepPhases(world, inputs, PHASES);
}

/** `step` with a choice of phases, for tests that ask what each is good for. */
export function stepPhases(world: World, inputs: TickInputs, phases: readonly Phase[]): readonly SimEvent[] {
  const { scratch } = world;
  scratch.events.clear();
  scratch.shots.clear();
  scratch.blasts.clear();
  scratch.hits.clear();
  scratch.kills.clear();
  if (world.phase !== "over") {
    world.tick += 1;
    for (let index = 0; index < phases.length; index += 1) {
      phases[index]?.run(world, inputs);
    }
  }
  return scratch.events.list();
}

/** Phase: where everybody is goes into the history, and into the index by place. */
function recordPlaces(world: World): void {
  for (const body of world.bodies) {
    recordPlace(world, body);
  }
  world.scratch.grid.build(world.bodies);
}
