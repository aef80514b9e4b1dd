import type { RequestHandler } from "express";
import { sendProblem } from "./problem.ts";

/** s. A proxy that asks looks again by itself; a person may as well wait for the restart. */
const RETRY_AFTER = 5;

/** GET /readyz: whether a proxy may send players here that are in no match yet. */
export function reportReadiness(takesIn: () => boolean): RequestHandler {
  return (_request, response) => {
    if (takesIn()) return void response.set("Cache-Control", "no-store").json({ status: "ready" });
    sendProblem(response, { status: 503, title: "Shutting down", detail: "This server takes no more players; use another.", retryAfter: RETRY_AFTER });
  };
}
