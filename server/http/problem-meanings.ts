import type { RequestHandler } from "express";
import { PROBLEM_TYPES, type ProblemType, sendProblem } from "./problem.ts";

/** What an error of a kind means, and what whoever meets it does. */
interface Meaning {
  readonly status: number;
  readonly means: string;
  readonly todo: string;
}

/** Every kind of error, explained at the address that is its type. */
export const PROBLEM_MEANINGS: Readonly<Record<ProblemType, Meaning>> = {
  [PROBLEM_TYPES.BAD_REQUEST]: {
    status: 400,
    means: "The request is not as the API describes it.",
    todo: "Correct what the detail names; /api/openapi.json describes every request.",
  },
  [PROBLEM_TYPES.NOT_IDENTIFIED]: {
    status: 401,
    means: "No token of a player came along, or one that has expired or that this service has not signed.",
    todo: "Get a token by POST /api/guests and send it as Authorization: Bearer.",
  },
  [PROBLEM_TYPES.BANNED]: {
    status: 403,
    means: "An operator of this service has banned the player, or the address that the request came from.",
    todo: "Read the detail: it says until when, and why.",
  },
  [PROBLEM_TYPES.MAINTENANCE]: {
    status: 503,
    means: "Operators work on the service, and nobody gets a seat meanwhile. Matches under way go on.",
    todo: "Read the detail, and ask again after as many seconds as Retry-After says.",
  },
  [PROBLEM_TYPES.MODE_CLOSED]: {
    status: 503,
    means: "Operators have taken the mode out of the rotation: nobody begins a match of it. Matches under way go on.",
    todo: "Choose another mode; /api/news lists those that are closed.",
  },
  [PROBLEM_TYPES.FOREIGN_ORIGIN]: {
    status: 403,
    means: "A page of another site asked for something to be done here.",
    todo: "Open the page of this server at its own address, which PUBLIC_URL names where a proxy stands before it. Programs send no Origin.",
  },
  [PROBLEM_TYPES.RENEWAL_REFUSED]: {
    status: 401,
    means: "The renewal is not of this service, has expired, or was used before.",
    todo: "Ask POST /api/guests without a renewal: that makes a new player.",
  },
  [PROBLEM_TYPES.NOT_THE_LEADER]: {
    status: 403,
    means: "A party queues by its leader alone.",
    todo: "Let the leader queue, or leave the party.",
  },
  [PROBLEM_TYPES.NO_SUCH_TICKET]: {
    status: 404,
    means: "The player has no ticket of this id: it is another player's, or it ended more than ten minutes ago.",
    todo: "Open another ticket.",
  },
  [PROBLEM_TYPES.NO_SUCH_PARTY]: {
    status: 404,
    means: "The player is in no party of this code: it is wrong, or the party has dispersed.",
    todo: "Look at the code again, or create a party.",
  },
  [PROBLEM_TYPES.NO_SUCH_PLAYER]: {
    status: 404,
    means: "There is no player of this id.",
    todo: "Take ids from a leaderboard, a history, or the answer of POST /api/guests.",
  },
  [PROBLEM_TYPES.NO_SUCH_MODE]: {
    status: 404,
    means: "There is no mode of this name.",
    todo: "Use one of those that the detail names.",
  },
  [PROBLEM_TYPES.HAS_A_TICKET]: {
    status: 409,
    means: "The player, or another member of the party, waits for a match already or has just been given one.",
    todo: "Follow that ticket, or end it by DELETE, and open another then.",
  },
  [PROBLEM_TYPES.PARTY_FULL]: {
    status: 409,
    means: "Four players are in the party, which is all that one side holds.",
    todo: "Create another party.",
  },
  [PROBLEM_TYPES.PARTY_TOO_LARGE]: {
    status: 409,
    means: "The party has more players than one side of this mode.",
    todo: "Queue for another mode, or as a smaller party.",
  },
  [PROBLEM_TYPES.BODY_TOO_LARGE]: {
    status: 413,
    means: "The body of the request is larger than 8 KiB.",
    todo: "Send less: no request of this API needs as much.",
  },
  [PROBLEM_TYPES.VERSION_MISMATCH]: {
    status: 426,
    means: "Client and server, or client and match, speak different versions of the protocol.",
    todo: "Reload the page; other clients: see /version.",
  },
  [PROBLEM_TYPES.TOO_MANY_REQUESTS]: {
    status: 429,
    means: "Too many requests came from this address or player, or four of the player's wait for news already.",
    todo: "Wait for as many seconds as Retry-After says.",
  },
  [PROBLEM_TYPES.TOO_MANY_SEATS]: {
    status: 429,
    means: "The player or the address has seats that nobody has come for yet.",
    todo: "Take one of them, or wait for as many seconds as Retry-After says: then they are free again.",
  },
  [PROBLEM_TYPES.SHUTTING_DOWN]: {
    status: 503,
    means: "This server is about to end and takes nobody in any more.",
    todo: "Ask again after as many seconds as Retry-After says: another server answers, or this one has restarted.",
  },
  [PROBLEM_TYPES.STORE_AWAY]: {
    status: 503,
    means: "What has to be read or written cannot be reached at the moment. Matches under way go on.",
    todo: "Ask again after as many seconds as Retry-After says; the same idempotency key makes sure that it is done once.",
  },
};

const TEXTS = new Map(Object.entries(PROBLEM_MEANINGS).map(([type, { status, means, todo }]) => [type, `${type} (${status})\n\n${means}\n${todo}\n`]));

/** GET /problems/:name */
export const explainProblem: RequestHandler = (request, response) => {
  const text = TEXTS.get(request.path);
  if (text !== undefined) return void response.set("Cache-Control", "public, max-age=3600").type("text/plain").send(text);
  sendProblem(response, { status: 404, title: "No such problem", detail: `Problems are ${[...TEXTS.keys()].join(", ")}.` });
};
