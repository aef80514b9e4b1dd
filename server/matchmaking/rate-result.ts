import type { Rate } from "../storage/results.ts";
import { NEW_RATING, rate, shownRating, type TeamResult } from "./ratings.ts";

/** What a ranked match does to the ratings that are stored. In a mode without teams everybody is a team of their own. */
export const rateResult: Rate = ({ players }, stored) => {
  const teams = new Map<string, { place: number; players: { id: string; left: boolean }[] }>();
  for (const { playerId, team, place, forfeited } of players) {
    const key = team === 0 ? playerId : `team ${team}`;
    const own = teams.get(key) ?? { place, players: [] };
    own.players.push({ id: playerId, left: forfeited });
    teams.set(key, own);
  }
  const results: TeamResult[] = [...teams.values()];
  // Nobody was played against.
  if (results.length < 2) return new Map();
  const after = rate(results, stored);
  return new Map(
    Array.from(after, ([id, { mu, sigma }]) => {
      const before = stored.get(id);
      const rating = { mu, sigma, shown: shownRating({ mu, sigma }), matches: (before?.matches ?? 0) + 1 };
      return [id, { rating, before: before?.shown ?? shownRating(NEW_RATING) }];
    }),
  );
};
