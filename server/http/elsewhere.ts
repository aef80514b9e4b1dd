import type { Request, Response } from "express";

/** Address of the other region in which a player has a match in this room; null: they have none elsewhere. */
export type Elsewhere = (player: string, roomId: string) => Promise<string | null>;

/** ms. That region asks its own processes, which answer within a second or not at all. */
const PATIENCE = 3_000;

/** What is said of an answer beside its body. */
const HEADERS = ["content-type", "retry-after"];

/**
 * Passes a request of a player on to another region, and its answer back: the page knows but the servers that it came from.
 * @throws what fetch throws where nobody answers there in time
 */
export async function passOn(address: string, request: Request, response: Response): Promise<void> {
  const answer = await fetch(address + request.originalUrl, {
    method: request.method,
    headers: { Authorization: request.get("authorization") ?? "", "Content-Type": "application/json" },
    body: JSON.stringify(request.body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const body = await answer.text();
  for (const name of HEADERS) {
    const value = answer.headers.get(name);
    if (value !== null) response.set(name, value);
  }
  response.status(answer.status).set("Cache-Control", "no-store").send(body);
}
