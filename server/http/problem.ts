import type { Response } from "express";

/**
 * An error as an HTTP answer (RFC 9457, application/problem+json). `detail` says what to do. `error` repeats it in the
 * member where the Colyseus SDK looks for a message.
 */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

export function sendProblem(response: Response, problem: Problem): void {
  const { status, title, detail, retryAfter } = problem;
  if (retryAfter !== undefined) response.set("Retry-After", String(retryAfter));
  response.set("Cache-Control", "no-store");
  response.status(status).type("application/problem+json");
  response.send(JSON.stringify({ type: "about:blank", title, status, detail, error: detail }));
}
