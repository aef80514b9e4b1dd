import type { Kysely } from "kysely";
import type { HistoryPoint } from "../../shared/protocol/operators.ts";
import type { HistoryRow, Tables } from "./tables.ts";

export type { HistoryRow };

/** Keeps one point of a process, and forgets those of all processes that are older than `since`, ms since 1970. */
export async function writeHistory(kysely: Kysely<Tables>, row: HistoryRow, since: number): Promise<void> {
  await kysely
    .insertInto("history")
    .values(row)
    .onConflict((conflict) => conflict.columns(["at", "process_id"]).doNothing())
    .execute();
  await kysely.deleteFrom("history").where("at", "<", since).execute();
}

/** From `since` on, oldest first: what all processes noted for the same time, added up. */
export async function readHistory(kysely: Kysely<Tables>, since: number): Promise<HistoryPoint[]> {
  const rows = await kysely
    .selectFrom("history")
    .select(({ fn }) => ["at", fn.sum("players").as("players"), fn.sum("ticks").as("ticks"), fn.sum("bytes").as("bytes"), fn.sum("errors").as("errors")])
    .where("at", ">=", since)
    .groupBy("at")
    .orderBy("at")
    .execute();
  // PostgreSQL gives sums as text.
  return rows.map(({ at, players, ticks, bytes, errors }) => ({
    at,
    players: Number(players),
    ticks: Number(ticks),
    bytes: Number(bytes),
    errors: Number(errors),
  }));
}
