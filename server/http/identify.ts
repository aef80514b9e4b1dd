import type { Request, RequestHandler, Response } from "express";
import type { Tokens } from "../identity/tokens.ts";
import { clientAddress, networkOf, type TrustedProxies } from "../limits/proxies.ts";
import type { RequestRates } from "../limits/request-rates.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

/** Who asks, and from where, as found out before a request is answered. */
export interface Identified {
  /** The player whose token it carries; null without a valid one. */
  readonly player: string | null;
  /** Where it came from, as limits count it. */
  readonly network: string;
}

const NOT_IDENTIFIED: Problem = {
  type: PROBLEM_TYPES.NOT_IDENTIFIED,
  status: 401,
  title: "Not identified",
  detail: "Send the token of a player in the header Authorization: Bearer; POST /api/guests gives one.",
};

/** Answers whoever sent no valid token. */
export function refuseStranger(response: Response): void {
  response.set("WWW-Authenticate", "Bearer");
  sendProblem(response, NOT_IDENTIFIED);
}

export function tooManyRequests(retryAfter: number): Problem {
  return {
    type: PROBLEM_TYPES.TOO_MANY_REQUESTS,
    status: 429,
    title: "Too many requests",
    detail: `Wait ${retryAfter} s before the next request.`,
    retryAfter,
  };
}

/** Finds out who asks, and refuses who asks too often. */
export class Identification {
  readonly #tokens: Tokens;
  readonly #rates: RequestRates;
  readonly #proxies: TrustedProxies;
  readonly #identified = new WeakMap<object, Identified>();

  constructor({ tokens, rates, proxies }: { tokens: Tokens; rates: RequestRates; proxies: TrustedProxies }) {
    this.#tokens = tokens;
    this.#rates = rates;
    this.#proxies = proxies;
  }

  /** To be run before all that asks `of` or `playerOf`. */
  readonly handler: RequestHandler = async (request, response, next) => {
    const network = networkOf(clientAddress(request.socket.remoteAddress, request.get("x-forwarded-for"), this.#proxies));
    // Before anything is worked out for them.
    const tooSoon = await this.#rates.takeAddress(network);
    if (tooSoon !== null) return sendProblem(response, tooManyRequests(tooSoon));
    const token = /^Bearer ([\w.-]+)$/i.exec(request.get("authorization") ?? "")?.[1];
    const verdict = token === undefined ? null : await this.#tokens.verify(token);
    const player = verdict?.kind === "accepted" ? verdict.playerId : null;
    const tooMuch = player === null ? null : await this.#rates.takePlayer(player);
    if (tooMuch !== null) return sendProblem(response, tooManyRequests(tooMuch));
    this.#identified.set(request, { player, network });
    next();
  };

  of(request: object): Identified {
    const identified = this.#identified.get(request);
    if (identified === undefined) throw new Error(`nobody found out who asks`);
    return identified;
  }

  async playerOf(request: Request): Promise<string | null> {
    return this.of(request).player;
  }
}
