import type { RequestHandler } from "express";
import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { Restriction, Restrictions } from "../operations/operators/restrictions.ts";
import type { Identification } from "./identify.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

/** Refuses players whom an operator has banned, and whoever comes from an address that is: they read why and until when. */
export function refuseBanned(restrictions: Restrictions, identification: Identification): RequestHandler {
  return (request, response, next) => {
    const { player, network } = identification.of(request);
    const ban = restrictions.banOf(player, network);
    if (ban === null) return next();
    sendProblem(response, bannedBy(ban));
  };
}

function bannedBy({ reason, until }: Restriction): Problem {
  const when = until === null ? "for good" : `until ${new Date(until).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return { type: PROBLEM_TYPES.BANNED, status: 403, title: "Banned", detail: `You are banned ${when}.${reason === "" ? "" : ` ${reason}`}` };
}

/** Gives nobody a seat while operators work on the service; matches under way go on. `words`: what they say of it; null while they do not. */
export function closedForMaintenance(words: () => string | null): RequestHandler {
  return (_request, response, next) => {
    const text = words();
    if (text === null) return next();
    sendProblem(response, { type: PROBLEM_TYPES.MAINTENANCE, status: 503, title: "Maintenance", detail: text, retryAfter: RETRY_AFTER });
  };
}

/** Begins no match of a mode that operators have taken out of the rotation; who joins one under way names its room. */
export function refuseClosedModes(closed: () => readonly ModeName[]): RequestHandler {
  return (request, response, next) => {
    const wanted: unknown = Reflect.get(Object(request.body), "mode");
    const mode = closed().find((each) => each === wanted);
    if (mode === undefined) return next();
    const detail = `${MODES[mode].title} is not played at present; choose another mode.`;
    sendProblem(response, { type: PROBLEM_TYPES.MODE_CLOSED, status: 503, title: "Mode closed", detail, retryAfter: RETRY_AFTER });
  };
}

/** s */
const RETRY_AFTER = 30;
