import type { MatchResult, Rate } from "../../../server/storage/results.ts";
import type { PlayerRow } from "../../../server/storage/tables.ts";

export function newPlayer(id: string): PlayerRow {
  return { id, name: `Name of ${id}`, renewal_hash: `hash of ${id}`, renewal_previous_hash: null, renewed_at: 1, created_at: 1, seen_at: 1 };
}

/** A duel that the players ended in the order given. */
export function resultOf(matchId: string, players: readonly string[], more: Partial<MatchResult> = {}): MatchResult {
  return {
    matchId,
    mode: "duel",
    map: "yard",
    region: null,
    startedAt: 1_000_000_000_000,
    endedAt: 1_000_000_060_000,
    ranked: true,
    players: players.map((playerId, index) => ({ playerId, team: index, place: index + 1, kills: 9 - index, deaths: index, score: 90, forfeited: false })),
    ...more,
  };
}

export const noRating: Rate = () => new Map();

/** A rule that is easily followed: who is first gains ten, everybody else loses ten. */
export const tenUp: Rate = (result, ratings) =>
  new Map(
    result.players.map(({ playerId, place }) => {
      const before = ratings.get(playerId) ?? { mu: 25, sigma: 8, shown: 1000, matches: 0 };
      const change = place === 1 ? 10 : -10;
      return [playerId, { before: before.shown, rating: { mu: before.mu + change / 10, sigma: 8, shown: before.shown + change, matches: before.matches + 1 } }];
    }),
  );
