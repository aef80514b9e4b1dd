import type { Response } from "express";

/** Kinds of errors that a program may want to tell apart; what each means is said at its address. */
export const PROBLEM_TYPES = {
  BAD_REQUEST: "/problems/bad-request",
  BODY_TOO_LARGE: "/problems/body-too-large",
  NOT_IDENTIFIED: "/problems/not-identified",
  BANNED: "/problems/banned",
  MAINTENANCE: "/problems/maintenance",
  MODE_CLOSED: "/problems/mode-closed",
  FOREIGN_ORIGIN: "/problems/foreign-origin",
  RENEWAL_REFUSED: "/problems/renewal-refused",
  TOO_MANY_SEATS: "/problems/too-many-seats",
  NO_SUCH_PLAYER: "/problems/no-such-player",
  NO_SUCH_MODE: "/problems/no-such-mode",
  NO_SUCH_TICKET: "/problems/no-such-ticket",
  NO_SUCH_PARTY: "/problems/no-such-party",
  HAS_A_TICKET: "/problems/has-a-ticket",
  NOT_THE_LEADER: "/problems/not-the-leader",
  PARTY_FULL: "/problems/party-full",
  PARTY_TOO_LARGE: "/problems/party-too-large",
  VERSION_MISMATCH: "/problems/version-mismatch",
  TOO_MANY_REQUESTS: "/problems/too-many-requests",
  SHUTTING_DOWN: "/problems/shutting-down",
  STORE_AWAY: "/problems/store-away",
} as const;

export type ProblemType = (typeof PROBLEM_TYPES)[keyof typeof PROBLEM_TYPES];

/**
 * An error as an HTTP answer (RFC 9457, application/problem+json). `detail` says what to do. `error` repeats it in the
 * member where the Colyseus SDK looks for a message.
 */
export interface Problem {
  /** Left out where the status says all (about:blank). */
  type?: ProblemType;
  status: number;
  title: string;
  detail: string;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

/** Where an answer keeps what kind of problem it was, for who counts them. */
export const PROBLEM_LOCAL = "problem";

export function sendProblem(response: Response, problem: Problem): void {
  const { type = "about:blank", status, title, detail, retryAfter } = problem;
  if (retryAfter !== undefined) response.set("Retry-After", String(retryAfter));
  response.set("Cache-Control", "no-store");
  response.status(status).type("application/problem+json");
  response.locals[PROBLEM_LOCAL] = type === "about:blank" ? String(status) : type.slice("/problems/".length);
  response.send(JSON.stringify({ type, title, status, detail, error: detail }));
}
