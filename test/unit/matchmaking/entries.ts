import type { Entry } from "../../../server/matchmaking/matcher.ts";

/** One who waits, or a party of players of the same rating. */
export function entry(id: string, more: { mu?: number; since?: number; players?: number; pings?: Record<string, number> } = {}): Entry {
  const { mu = 25, since = 0, players = 1, pings = { here: 20 } } = more;
  return { id, since, players: Array.from({ length: players }, (_player, index) => ({ id: `${id}-${index}`, rating: { mu, sigma: 8 }, pings })) };
}
