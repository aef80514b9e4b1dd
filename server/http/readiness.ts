import type { RequestHandler } from "express";
import { type Problem, sendProblem } from "./problem.ts";

/** Why nobody new is to be sent to a process: it ends, or the others and it cannot hear each other. */
export type Readiness = "ready" | "ending" | "cut off";

/** s. A proxy that asks looks again by itself; a person may as well wait for the restart. */
const RETRY_AFTER = 5;

const REASONS: Record<Exclude<Readiness, "ready">, Problem> = {
  ending: { status: 503, title: "Shutting down", detail: "This server takes no more players; use another.", retryAfter: RETRY_AFTER },
  "cut off": { status: 503, title: "Cut off", detail: "This server cannot reach the others at the moment; try again.", retryAfter: RETRY_AFTER },
};

/** GET /readyz: whether a proxy may send players here that are in no match yet. */
export function reportReadiness(readiness: () => Readiness): RequestHandler {
  return (_request, response) => {
    const state = readiness();
    if (state !== "ready") return sendProblem(response, REASONS[state]);
    response.set("Cache-Control", "no-store").json({ status: state });
  };
}
