import { rating as newcomer, ordinal, rate as rateTeams } from "openskill";

/** How good a player is held to be in one mode: normally distributed, by the model of Weng and Lin (openskill). */
export interface Rating {
  readonly mu: number;
  readonly sigma: number;
}

export interface TeamResult {
  /** 1 is the best; equal places are a draw. */
  readonly place: number;
  readonly players: readonly { readonly id: string; readonly left: boolean }[];
}

export const NEW_RATING: Rating = newcomer();

/** The number that players see: what somebody is worth at least (mu − 3 sigma), as points; a new player has 1000. */
const SHOWN_START = 1000;
const SHOWN_PER_POINT = 40;

export function shownRating(rating: Rating): number {
  return Math.max(0, Math.round(SHOWN_START + SHOWN_PER_POINT * ordinal(rating)));
}

/**
 * Everybody's rating after a ranked match of two or more teams; a duel has two teams of one.
 *
 * Who left has lost against everybody, whatever their team achieved. Those they left behind are not rated down for what they did with
 * one less: they keep their rating where they lose and gain in full where they win. Who beats a team that somebody left gains only the share
 * of it that stayed; a team that left as a whole has given up, which counts in full.
 */
export function rate(teams: readonly TeamResult[], before: ReadonlyMap<string, Rating>): Map<string, Rating> {
  const ratingOf = (id: string): Rating => before.get(id) ?? NEW_RATING;
  const asPlayed = rateBy(teams, ratingOf, (team) => team.place);
  const after = new Map<string, Rating>();
  teams.forEach((team, index) => {
    const isLeft = team.players.some(({ left }) => left);
    // A leaver's side in last place, the others as they were.
    const asLost = isLeft ? rateBy(teams, ratingOf, (other) => (other === team ? Number.MAX_SAFE_INTEGER : other.place)) : asPlayed;
    const earned = shareThatCounts(teams, team);
    team.players.forEach(({ id, left }, seat) => {
      const old = ratingOf(id);
      const played = asPlayed[index]?.[seat] ?? old;
      if (left) after.set(id, asLost[index]?.[seat] ?? old);
      else if (isLeft && played.mu < old.mu) after.set(id, old);
      else after.set(id, played.mu > old.mu ? between(old, played, earned) : played);
    });
  });
  return after;
}

function rateBy(teams: readonly TeamResult[], ratingOf: (id: string) => Rating, placeOf: (team: TeamResult) => number): Rating[][] {
  return rateTeams(
    teams.map(({ players }) => players.map(({ id }) => ({ ...ratingOf(id) }))),
    { rank: teams.map(placeOf) },
  );
}

/** The smallest share of players that stayed, over the teams that were beaten and not given up as a whole. */
function shareThatCounts(teams: readonly TeamResult[], winner: TeamResult): number {
  let share = 1;
  for (const team of teams) {
    const stayed = team.players.filter(({ left }) => !left).length;
    if (team.place > winner.place && stayed > 0) share = Math.min(share, stayed / team.players.length);
  }
  return share;
}

function between(old: Rating, played: Rating, share: number): Rating {
  return { mu: old.mu + (played.mu - old.mu) * share, sigma: old.sigma + (played.sigma - old.sigma) * share };
}
