import type { Request, RequestHandler } from "express";
import { z } from "zod";
import { PARTIES_PATH } from "../../shared/protocol/api-paths.ts";
import { JOIN_PARTY, PARTY_CODE, type PartyAnswer } from "../../shared/protocol/matchmaking.ts";
import type { Party } from "../matchmaking/party.ts";
import { admit } from "../rooms/join-options.ts";
import { answerPlayer, type QueueDesk } from "./asking.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

const NO_SUCH_PARTY: Problem = {
  type: PROBLEM_TYPES.NO_SUCH_PARTY,
  status: 404,
  title: "No such party",
  detail: "You are in no party of this code: look at the code again, or create a party.",
};

const PARTY_FULL: Problem = { type: PROBLEM_TYPES.PARTY_FULL, status: 409, title: "Party full", detail: "Four are in this party already; create another." };

const ANY_BODY = z.unknown();

/** POST /api/parties: a new party, led by the asker. */
export function createParty(desk: QueueDesk): RequestHandler {
  return answerPlayer(desk, JOIN_PARTY, async ({ player, body: { pings, join }, response }) => {
    admit(join);
    const party = await desk.matchmaking.parties.create({ id: player, pings, wish: join });
    response.status(201).location(`${PARTIES_PATH}/${party.code}`);
    response.json(await answerOf(desk, party, player));
  });
}

/** GET /api/parties/:code: for its members. */
export function showParty(desk: QueueDesk): RequestHandler {
  return answerPlayer(desk, ANY_BODY, async ({ player, request, response }) => {
    const code = codeOf(request);
    const party = code === null ? null : await desk.matchmaking.parties.find(code, player);
    if (party === null) return sendProblem(response, NO_SUCH_PARTY);
    response.json(await answerOf(desk, party, player));
  });
}

/** POST /api/parties/:code/members: the asker joins, or says anew what they bring. */
export function joinParty(desk: QueueDesk): RequestHandler {
  return answerPlayer(desk, JOIN_PARTY, async ({ player, body: { pings, join }, request, response }) => {
    admit(join);
    const code = codeOf(request);
    const joined = code === null ? null : await desk.matchmaking.parties.join(code, { id: player, pings, wish: join });
    if (joined === null || joined.kind === "no such party") return sendProblem(response, NO_SUCH_PARTY);
    if (joined.kind === "party full") return sendProblem(response, PARTY_FULL);
    response.json(await answerOf(desk, joined.party, player));
  });
}

/** DELETE /api/parties/:code/members/me */
export function leaveParty(desk: QueueDesk): RequestHandler {
  return answerPlayer(desk, ANY_BODY, async ({ player, request, response }) => {
    const code = codeOf(request);
    if (code === null || !(await desk.matchmaking.parties.leave(code, player))) return sendProblem(response, NO_SUCH_PARTY);
    response.status(204).end();
  });
}

async function answerOf({ matchmaking }: QueueDesk, { code, members }: Party, player: string): Promise<PartyAnswer> {
  const ids = members.map(({ id }) => id);
  const newest = (await matchmaking.tickets.newestOf(player))?.ticket;
  return { code, leader: ids[0] ?? player, members: ids, ticket: newest?.party === code ? newest.id : null };
}

/** People type it as they like. */
function codeOf(request: Request): string | null {
  const code = String(request.params.code).toUpperCase();
  return PARTY_CODE.test(code) ? code : null;
}
