import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";

/** A seat as the public door gives it. */
export interface Seat {
  readonly processId: string;
  readonly roomId: string;
  readonly sessionId: string;
}

/** Asks for a seat in any room of this kind, as the page does. Not by `fetch`: for hundreds at once, in a process that has just started, it takes twice as long. */
export async function takeSeat(origin: string, room: string, options: JoinOptions): Promise<Seat> {
  const { status, body } = await post(`${origin}/matchmake/joinOrCreate/${room}`, JSON.stringify(options));
  const answer: unknown = JSON.parse(body);
  if (status !== 200 || !isSeat(answer)) throw new Error(`no seat: ${status} ${body}`);
  return answer;
}

function post(address: string, words: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: "POST", headers: { "content-type": "application/json" } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    asked.once("error", reject);
    asked.end(words);
  });
}

export function socketAddress(origin: string, { processId, roomId, sessionId }: Seat): string {
  return `${origin.replace("http", "ws")}/${processId}/${roomId}?sessionId=${sessionId}`;
}

function isSeat(answer: unknown): answer is Seat {
  return typeof answer === "object" && answer !== null && "processId" in answer && "roomId" in answer && "sessionId" in answer;
}
