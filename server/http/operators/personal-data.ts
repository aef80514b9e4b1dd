import type { RequestHandler } from "express";
import type { Database } from "../../storage/database.ts";
import { deletePlayer, exportPlayer } from "../../storage/personal-data.ts";
import { type Problem, sendProblem } from "../problem.ts";
import { operatorOf } from "./gate.ts";
import type { OperatorNews } from "./news.ts";

const NOTHING: Problem = { status: 404, title: "Nothing kept", detail: "Nothing is kept of a player of this id." };

export interface PersonalDataDesk {
  database: Database;
  news: OperatorNews;
}

/** GET /api/operators/players/:id: all that is kept of a player, as a file. */
export function exportOf({ database, news }: PersonalDataDesk): RequestHandler<{ id: string }> {
  return async ({ params: { id } }, response) => {
    const kept = await exportPlayer(database, id);
    if (kept === null) return sendProblem(response, NOTHING);
    await news.did(operatorOf(response), "export data", id, {});
    response.attachment(`player-${id}.json`).json(kept);
  };
}

/** DELETE /api/operators/players/:id: forgets a player. */
export function deletionOf({ database, news }: PersonalDataDesk): RequestHandler<{ id: string }> {
  return async ({ params: { id } }, response) => {
    await news.did(operatorOf(response), "delete data", id, {});
    if (!(await deletePlayer(database, id))) return sendProblem(response, NOTHING);
    response.status(204).end();
  };
}
