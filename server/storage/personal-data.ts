import type { Database } from "./database.ts";

/** Everything that is kept of one player, as rows by table; null where nothing is. */
export async function exportPlayer({ kysely }: Database, id: string): Promise<Record<string, unknown> | null> {
  const player = await kysely.selectFrom("players").select(["id", "name", "created_at", "seen_at", "renewed_at"]).where("id", "=", id).executeTakeFirst();
  const ratings = await kysely.selectFrom("ratings").selectAll().where("player_id", "=", id).execute();
  const results = await kysely
    .selectFrom("result_players")
    .innerJoin("results", "results.match_id", "result_players.match_id")
    .selectAll("result_players")
    .select(["results.mode", "results.map", "results.started_at", "results.ended_at", "results.ranked"])
    .where("player_id", "=", id)
    .execute();
  const restrictions = await kysely.selectFrom("restrictions").selectAll().where("target", "=", id).execute();
  if (player === undefined && ratings.length === 0 && results.length === 0 && restrictions.length === 0) return null;
  return { player, ratings, results, restrictions };
}

/**
 * Forgets a player: the account with its secrets, the ratings, the part in results and what operators noted of them. Others keep their matches; a
 * ban goes too, for it names nobody any more.
 * @returns whether there was anything
 */
export function deletePlayer({ kysely }: Database, id: string): Promise<boolean> {
  return kysely.transaction().execute(async (transaction) => {
    const deleted = await Promise.all([
      transaction.deleteFrom("result_players").where("player_id", "=", id).executeTakeFirst(),
      transaction.deleteFrom("ratings").where("player_id", "=", id).executeTakeFirst(),
      transaction.deleteFrom("restrictions").where("target", "=", id).executeTakeFirst(),
      transaction.deleteFrom("players").where("id", "=", id).executeTakeFirst(),
    ]);
    return deleted.some(({ numDeletedRows }) => numDeletedRows > 0n);
  });
}
