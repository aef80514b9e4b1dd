import type { RequestHandler } from "express";
import { z } from "zod";
import type { OperatorsState, ProcessView } from "../../../shared/protocol/operators.ts";
import type { RoomLooks } from "../../cluster/ordering.ts";
import type { History } from "../../operations/operators/history.ts";
import type { LiveSettings } from "../../operations/operators/live-settings.ts";
import type { Restrictions } from "../../operations/operators/restrictions.ts";
import type { ServiceWords } from "../../operations/operators/service-words.ts";
import { readAudit } from "../../storage/audit.ts";
import type { Database } from "../../storage/database.ts";
import type { Version } from "../../version.ts";
import { sendProblem } from "../problem.ts";
import { operatorOf } from "./gate.ts";

/** Entries of the audit log, and restrictions, to a page. */
const PAGE_SIZE = 100;

export interface ViewDesk {
  version: Version;
  looks: RoomLooks;
  processes: () => readonly ProcessView[];
  /** Which of them answers. */
  processId: () => string;
  serviceWords: ServiceWords;
  liveSettings: LiveSettings;
  restrictions: Restrictions;
  history: History;
  /** ms since 1970. */
  now: () => number;
  database: Database;
}

/** GET /api/operators/state: what is going on, and who asks. */
export function showState({ version, looks, processes, processId, serviceWords, liveSettings }: ViewDesk): RequestHandler {
  return async (_request, response) => {
    const rooms = await looks.look();
    response.json({
      me: operatorOf(response),
      version: version.version,
      processId: processId(),
      processes: processes(),
      rooms,
      maintenance: serviceWords.wordsOf("maintenance"),
      motd: serviceWords.wordsOf("motd"),
      limits: liveSettings.limitViews(),
      rotations: liveSettings.rotationViews(),
    } satisfies OperatorsState);
  };
}

/** GET /api/operators/history: the last hour of the whole service. */
export function showHistory({ history, now }: ViewDesk): RequestHandler {
  return async (_request, response) => void response.json({ points: await history.points(now()) });
}

const before = z.coerce.number().int().positive().optional();

/** GET /api/operators/audit?before=: what operators did, the newest first. */
export function showAudit({ database }: ViewDesk): RequestHandler {
  return async (request, response) => {
    const parsed = before.safeParse(request.query.before);
    if (!parsed.success) return sendProblem(response, { status: 400, title: "Bad request", detail: "before is a time in ms since 1970." });
    const entries = await readAudit(database.kysely, { before: parsed.data ?? Number.MAX_SAFE_INTEGER, count: PAGE_SIZE });
    response.json({ entries });
  };
}

/** GET /api/operators/restrictions: bans and mutes, those that are over among them. */
export function showRestrictions({ restrictions }: ViewDesk): RequestHandler {
  return async (_request, response) => void response.json({ restrictions: await restrictions.list(PAGE_SIZE) });
}
