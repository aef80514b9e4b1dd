import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Database } from "./database.ts";
import { type Rating, ratingsOf, writeRating } from "./ratings.ts";
import type { Tables } from "./tables.ts";

const wholeNumber = z.number().int();

/** How a match ended, for each person who played in it. Bots are no players: they are not in it. */
export const matchResult = z.strictObject({
  /** Under which it is written once. */
  matchId: z.string().min(1),
  mode: z.string(),
  map: z.string(),
  region: z.string().nullable(),
  /** ms since 1970. */
  startedAt: wholeNumber,
  endedAt: wholeNumber,
  /** Whether it counts for ratings. */
  ranked: z.boolean(),
  players: z.array(
    z.strictObject({
      playerId: z.string(),
      team: wholeNumber,
      /** 1 is the winner's. */
      place: wholeNumber,
      kills: wholeNumber,
      deaths: wholeNumber,
      score: wholeNumber,
      /** Left before the end. */
      forfeited: z.boolean(),
    }),
  ),
});

export type MatchResult = z.infer<typeof matchResult>;

/** New ratings of a ranked match's players, from those before it; who is new has none. `before` and `after` are shown numbers. */
export type Rate = (result: MatchResult, ratings: ReadonlyMap<string, Rating>) => ReadonlyMap<string, { rating: Rating; before: number }>;

/**
 * Writes a result, and what it changes of ratings, at once and once: whoever writes it again changes nothing and is told "known".
 * `now`: ms since 1970.
 */
export function writeResult({ kind, kysely }: Database, result: MatchResult, rate: Rate, now: number): Promise<"written" | "known"> {
  return kysely.transaction().execute(async (transaction) => {
    // The first statement writes, which in SQLite takes the lock that the others need.
    const inserted = await transaction
      .insertInto("results")
      .values({
        match_id: result.matchId,
        mode: result.mode,
        map: result.map,
        region: result.region,
        started_at: result.startedAt,
        ended_at: result.endedAt,
        ranked: Number(result.ranked),
      })
      .onConflict((conflict) => conflict.column("match_id").doNothing())
      .returning("match_id")
      .executeTakeFirst();
    if (inserted === undefined) return "known";

    const ids = result.players.map(({ playerId }) => playerId);
    // Two matches that end together in two processes may share a player: the second reads what the first wrote.
    if (kind === "postgres" && ids.length > 0) await lockPlayers(transaction, ids);
    const changes = result.ranked ? rate(result, await ratingsOf(transaction, ids, result.mode)) : new Map<string, never>();
    for (const [player, { rating }] of changes) await writeRating(transaction, player, result.mode, rating, now);

    const rows = result.players.map(({ playerId, forfeited, ...numbers }) => {
      const change = changes.get(playerId);
      return {
        ...numbers,
        match_id: result.matchId,
        player_id: playerId,
        forfeited: Number(forfeited),
        rating_before: change?.before ?? null,
        rating_after: change?.rating.shown ?? null,
      };
    });
    if (rows.length > 0) await transaction.insertInto("result_players").values(rows).execute();
    return "written";
  });
}

/** In one order for everybody, or two of them could wait for each other. */
async function lockPlayers(transaction: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  await sql`select id from players where id in (${sql.join([...ids])}) order by id for update`.execute(transaction);
}

export interface PlayedMatch {
  matchId: string;
  mode: string;
  map: string;
  startedAt: number;
  endedAt: number;
  ranked: boolean;
  team: number;
  place: number;
  kills: number;
  deaths: number;
  score: number;
  forfeited: boolean;
  ratingBefore: number | null;
  ratingAfter: number | null;
}

/** A player's matches, the latest first. */
export async function historyOf(kysely: Kysely<Tables>, player: string, { skip, count }: { skip: number; count: number }): Promise<PlayedMatch[]> {
  const rows = await kysely
    .selectFrom("result_players as played")
    .innerJoin("results", "results.match_id", "played.match_id")
    .select(["results.match_id as matchId", "results.mode", "results.map", "results.started_at as startedAt", "results.ended_at as endedAt", "results.ranked"])
    .select(["played.team", "played.place", "played.kills", "played.deaths", "played.score", "played.forfeited"])
    .select(["played.rating_before as ratingBefore", "played.rating_after as ratingAfter"])
    .where("played.player_id", "=", player)
    .orderBy("results.ended_at", "desc")
    .orderBy("results.match_id")
    .limit(count)
    .offset(skip)
    .execute();
  return rows.map((row) => ({ ...row, ranked: row.ranked === 1, forfeited: row.forfeited === 1 }));
}
