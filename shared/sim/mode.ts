import type { Body } from "./bodies.ts";
import type { World } from "./world.ts";

/** Phase: the round's clock. The play ends with a winner, the podium follows, then the world is over. */
export function runMode(world: World): void {
  if (world.phaseTicks > 0) {
    world.phaseTicks -= 1;
  }
  if (world.phaseTicks > 0) {
    return;
  }
  if (world.phase === "playing") {
    world.phase = "podium";
    world.phaseTicks = world.podiumTicks;
    world.scratch.events.add("roundEnded").winner = winnerOf(world);
  } else {
    world.phase = "over";
  }
}

/** Id of the first in the ranking; 0 when nobody is there. */
function winnerOf(world: World): number {
  let winner: Body | null = null;
  for (const body of world.bodies) {
    if (winner === null || ranksAbove(body, winner)) {
      winner = body;
    }
  }
  return winner?.id ?? 0;
}

/** Everyone for themselves: more kills, then fewer deaths, then more assists, then who came first. */
function ranksAbove(a: Body, b: Body): boolean {
  if (a.kills !== b.kills) {
    return a.kills > b.kills;
  }
  if (a.deaths !== b.deaths) {
    return a.deaths < b.deaths;
  }
  return a.assists !== b.assists ? a.assists > b.assists : a.id < b.id;
}
