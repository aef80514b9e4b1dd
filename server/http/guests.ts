import type { RequestHandler } from "express";
import { type GuestAnswer, guestRequest } from "../../shared/protocol/identity.ts";
import type { Guests, Renewal } from "../identity/guests.ts";
import { NEW_GUEST_COST, type RequestRates } from "../limits/request-rates.ts";
import type { DoorNews } from "./door-news.ts";
import { type Identification, tooManyRequests } from "./identify.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-ids.ts";

const BAD_REQUEST: Problem = {
  type: PROBLEM_TYPES.BAD_REQUEST,
  status: 400,
  title: "Bad request",
  detail: "Send {} for a new player, or {renewal} with the secret of the last answer.",
};

const RENEWAL_REFUSED: Problem = {
  type: PROBLEM_TYPES.RENEWAL_REFUSED,
  status: 401,
  title: "Renewal refused",
  detail: "This secret is used up or was never given; send {} to be a new player.",
};

/** s. */
const RETRY_AFTER = 5;

const STORE_AWAY: Problem = {
  type: PROBLEM_TYPES.STORE_AWAY,
  status: 503,
  title: "No tokens at the moment",
  detail: "Players cannot be looked up at the moment; matches under way go on. Try again.",
  retryAfter: RETRY_AFTER,
};

export interface GuestDesk {
  guests: Guests;
  rates: RequestRates;
  identification: Identification;
  /** Told of secrets that were presented again, long after their use. */
  onReplay: (network: string) => void;
  news: DoorNews;
}

/** POST /api/guests: a token for a new player, or for the one that a renewal secret names. */
export function admitGuest({ guests, rates, identification, onReplay, news }: GuestDesk): RequestHandler {
  return async (request, response) => {
    const parsed = guestRequest.safeParse(request.body);
    if (!parsed.success) return sendProblem(response, BAD_REQUEST);
    const { renewal } = parsed.data;
    const { network } = identification.of(request);
    const tooSoon = renewal === undefined ? await rates.takeAddress(network, NEW_GUEST_COST - 1) : null;
    if (tooSoon !== null) return sendProblem(response, tooManyRequests(tooSoon));
    let outcome: Renewal;
    try {
      outcome = renewal === undefined ? { kind: "renewed", guest: await guests.enter() } : await guests.renew(renewal);
    } catch (error) {
      // Nothing but the database can fail here.
      news.failed(error, requestIdOf(response));
      return sendProblem(response, STORE_AWAY);
    }
    if (outcome.kind === "renewed") {
      news.admitted({ player: outcome.guest.playerId, isNew: renewal === undefined, request: requestIdOf(response) });
      return void response.set("Cache-Control", "no-store").json(outcome.guest satisfies GuestAnswer);
    }
    if (outcome.why === "replayed") onReplay(network);
    sendProblem(response, RENEWAL_REFUSED);
  };
}
