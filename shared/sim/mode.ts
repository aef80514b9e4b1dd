import type { Body, Team } from "./bodies.ts";
import type { TickInputs, World } from "./world.ts";

/** Phase: the round's clock and score. The play ends with a winner, the podium follows, then the world is over. */
export function runMode(world: World, inputs: TickInputs): void {
  if (world.phaseTicks > 0) {
    world.phaseTicks -= 1;
  }
  if (world.phase === "playing") {
    if (world.phaseTicks === 0 || isDecided(world) || isForfeited(world, inputs)) {
      endPlay(world);
    }
  } else if (world.phaseTicks === 0) {
    world.phase = "over";
  }
}

function endPlay(world: World): void {
  world.phase = "podium";
  world.phaseTicks = world.podiumTicks;
  const team = winningTeam(world);
  const ended = world.scratch.events.add("roundEnded");
  ended.team = team;
  ended.winner = winnerOf(world, team);
}

function isDecided(world: World): boolean {
  const { killsToWin, teams } = world.mode;
  if (killsToWin === null) {
    return false;
  }
  if (teams !== 0) {
    return Math.max(world.scores[0], world.scores[1]) >= killsToWin;
  }
  for (const body of world.bodies) {
    if (body.kills >= killsToWin) {
      return true;
    }
  }
  return false;
}

/** Somebody left, and nobody came in their place. */
function isForfeited({ mode, bodies }: World, { leaves }: TickInputs): boolean {
  return mode.forfeitMs !== null && mode.bodies !== null && leaves.length > 0 && bodies.length < mode.bodies;
}

function winningTeam({ mode, scores }: World): Team {
  if (mode.teams === 0 || scores[0] === scores[1]) {
    return 0;
  }
  return scores[0] > scores[1] ? 1 : 2;
}

/** Id of the first in the ranking, of one team or (0) of all; 0 when nobody is there. */
function winnerOf(world: World, team: Team): number {
  let winner: Body | null = null;
  for (const body of world.bodies) {
    if ((team === 0 || body.team === team) && (winner === null || ranksAbove(body, winner))) {
      winner = body;
    }
  }
  return winner?.id ?? 0;
}

/** More kills, then fewer deaths, then more assists, then who came first. */
function ranksAbove(a: Body, b: Body): boolean {
  if (a.kills !== b.kills) {
    return a.kills > b.kills;
  }
  if (a.deaths !== b.deaths) {
    return a.deaths < b.deaths;
  }
  return a.assists !== b.assists ? a.assists > b.assists : a.id < b.id;
}
