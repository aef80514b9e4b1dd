import { ServerError } from "@colyseus/core";
import type { Request, RequestHandler, Response } from "express";
import type { z } from "zod";
import { JoinError } from "../../shared/protocol/join-options.ts";
import type { Matchmaking } from "../matchmaking/matchmaking.ts";
import { StoreError } from "../matchmaking/ticket-store.ts";
import type { DoorNews } from "./door-news.ts";
import { type Identification, refuseStranger } from "./identify.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

/** What players queue by. */
export interface QueueDesk {
  matchmaking: Matchmaking;
  identification: Identification;
  /** False where nobody is taken in; whoever waits may still ask. */
  givesSeats: () => boolean;
  news: DoorNews;
  /** A player goes by a name. */
  named: (player: string, name: string) => void;
}

/** A request of a player, with what it says. */
export interface Asking<Body> {
  readonly player: string;
  readonly body: Body;
  readonly request: Request;
  readonly response: Response;
}

/** s. A registry that is away is back within seconds, or not for long. */
const RETRY_AFTER = 2;

const STORE_AWAY: Problem = {
  type: PROBLEM_TYPES.STORE_AWAY,
  status: 503,
  title: "Matchmaking is away",
  detail: "Tickets cannot be reached at the moment; try again in a few seconds.",
  retryAfter: RETRY_AFTER,
};

/** Answers requests of players whose body is as `schema` says; null: it does not count. What goes wrong is told as a problem. */
export function answerPlayer<Body>({ identification }: QueueDesk, schema: z.ZodType<Body>, answer: (asking: Asking<Body>) => Promise<void>): RequestHandler {
  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    const { player } = identification.of(request);
    if (player === null) return refuseStranger(response);
    const parsed = schema.safeParse(request.body);
    if (!parsed.success) return sendProblem(response, badRequest(describe(parsed.error)));
    try {
      await answer({ player, body: parsed.data, request, response });
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null || response.headersSent) throw error;
      sendProblem(response, problem);
    }
  };
}

export function badRequest(detail: string): Problem {
  return { type: PROBLEM_TYPES.BAD_REQUEST, status: 400, title: "Bad request", detail };
}

function problemOf(error: unknown): Problem | null {
  if (error instanceof StoreError) return STORE_AWAY;
  if (!(error instanceof ServerError)) return null;
  if (error.code === JoinError.VERSION_MISMATCH) {
    return { type: PROBLEM_TYPES.VERSION_MISMATCH, status: error.code, title: "Version mismatch", detail: error.message };
  }
  return error.code === JoinError.BAD_OPTIONS ? badRequest(`join: ${error.message}`) : null;
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`)).join("; ");
}
