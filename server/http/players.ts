import type { RequestHandler } from "express";
import { z } from "zod";
import { MODES } from "../../shared/content/modes.ts";
import { type LeaderboardAnswer, PAGE_SIZE, type PlayerAnswer, pageQuery } from "../../shared/protocol/players.ts";
import type { Database } from "../storage/database.ts";
import { findPlayer } from "../storage/players.ts";
import { leaderboard, ratingsByMode } from "../storage/ratings.ts";
import { historyOf } from "../storage/results.ts";
import type { DoorNews } from "./door-news.ts";
import { type Identification, refuseStranger } from "./identify.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-ids.ts";

export interface RecordsDesk {
  identification: Identification;
  database: Database;
  news: DoorNews;
}

const playerId = z.string().regex(/^[\w-]{1,64}$/);

const NO_SUCH_PLAYER: Problem = { type: PROBLEM_TYPES.NO_SUCH_PLAYER, status: 404, title: "No such player", detail: "There is no player of this id." };
const NO_SUCH_MODE: Problem = { type: PROBLEM_TYPES.NO_SUCH_MODE, status: 404, title: "No such mode", detail: `Modes are ${Object.keys(MODES).join(", ")}.` };
const BAD_PAGE: Problem = { type: PROBLEM_TYPES.BAD_REQUEST, status: 400, title: "Bad request", detail: "page is a whole number from 0 to 400." };

const STORE_AWAY: Problem = {
  type: PROBLEM_TYPES.STORE_AWAY,
  status: 503,
  title: "No records at the moment",
  detail: "Results cannot be looked up at the moment; matches under way go on. Try again.",
  retryAfter: 5,
};

/** GET /api/players/:id: name, ratings and matches of a player. */
export function showPlayer(desk: RecordsDesk): RequestHandler<{ id: string }> {
  return answer(desk, async ({ id }, slice) => {
    const { kysely } = desk.database;
    const player = playerId.safeParse(id).success ? await findPlayer(kysely, id) : undefined;
    if (player === undefined) return NO_SUCH_PLAYER;
    const [ratings, matches] = await Promise.all([ratingsByMode(kysely, id), historyOf(kysely, id, slice)]);
    return { playerId: id, name: player.name, ratings, matches } satisfies PlayerAnswer;
  });
}

/** GET /api/leaderboards/:mode: the best of a mode. */
export function showLeaderboard(desk: RecordsDesk): RequestHandler<{ mode: string }> {
  return answer(desk, async ({ mode }, slice) => {
    if (!Object.hasOwn(MODES, mode)) return NO_SUCH_MODE;
    const best = await leaderboard(desk.database.kysely, mode, slice);
    return { mode, players: best.map((player, index) => ({ place: slice.skip + index + 1, ...player })) } satisfies LeaderboardAnswer;
  });
}

type Slice = { skip: number; count: number };

function answer<Parameters extends Record<string, string>>(
  { identification, news }: RecordsDesk,
  find: (parameters: Parameters, slice: Slice) => Promise<PlayerAnswer | LeaderboardAnswer | Problem>,
): RequestHandler<Parameters> {
  return async (request, response) => {
    if (identification.of(request).player === null) return refuseStranger(response);
    const query = pageQuery.safeParse(request.query);
    if (!query.success) return sendProblem(response, BAD_PAGE);
    try {
      const found = await find(request.params, { skip: query.data.page * PAGE_SIZE, count: PAGE_SIZE });
      if ("status" in found) return sendProblem(response, found);
      response.set("Cache-Control", "no-store").json(found);
    } catch (error) {
      // Nothing but the database can fail here.
      news.failed(error, requestIdOf(response));
      sendProblem(response, STORE_AWAY);
    }
  };
}
