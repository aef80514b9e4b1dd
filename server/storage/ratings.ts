import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** What is believed of a player's strength in one mode. */
export interface Rating {
  mu: number;
  sigma: number;
  /** The one number that people are shown. */
  shown: number;
  /** Rated matches played. */
  matches: number;
}

/** By player; who has not played a rated match of the mode is not in it. */
export async function ratingsOf(kysely: Kysely<Tables>, players: readonly string[], mode: string): Promise<Map<string, Rating>> {
  if (players.length === 0) return new Map();
  const rows = await kysely
    .selectFrom("ratings")
    .select(["player_id", "mu", "sigma", "shown", "matches"])
    .where("mode", "=", mode)
    .where("player_id", "in", players)
    .execute();
  return new Map(rows.map(({ player_id, ...rating }) => [player_id, rating]));
}

export async function writeRating(kysely: Kysely<Tables>, player: string, mode: string, rating: Rating, now: number): Promise<void> {
  const values = { ...rating, updated_at: now };
  await kysely
    .insertInto("ratings")
    .values({ player_id: player, mode, ...values })
    .onConflict((conflict) => conflict.columns(["player_id", "mode"]).doUpdateSet(values))
    .execute();
}

export interface Ranked {
  playerId: string;
  name: string;
  rating: number;
  matches: number;
}

/** The best of a mode, `count` of them after the first `skip`. */
export async function leaderboard(kysely: Kysely<Tables>, mode: string, { skip, count }: { skip: number; count: number }): Promise<Ranked[]> {
  return kysely
    .selectFrom("ratings")
    .innerJoin("players", "players.id", "ratings.player_id")
    .select(["players.id as playerId", "players.name as name", "ratings.shown as rating", "ratings.matches as matches"])
    .where("ratings.mode", "=", mode)
    .orderBy("ratings.shown", "desc")
    .orderBy("ratings.player_id")
    .limit(count)
    .offset(skip)
    .execute();
}

/** All ratings of one player, by mode. */
export async function ratingsByMode(kysely: Kysely<Tables>, player: string): Promise<{ mode: string; rating: number; matches: number }[]> {
  return kysely.selectFrom("ratings").select(["mode", "shown as rating", "matches"]).where("player_id", "=", player).orderBy("mode").execute();
}
