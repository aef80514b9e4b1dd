import type { JoinOptions } from "../../shared/protocol/join-options.ts";

/** A seat as the public door gives it. */
export interface Seat {
  readonly processId: string;
  readonly roomId: string;
  readonly sessionId: string;
}

/** Asks for a seat in any room of this kind, as the page does. */
export async function takeSeat(origin: string, room: string, options: JoinOptions): Promise<Seat> {
  const response = await fetch(`${origin}/matchmake/joinOrCreate/${room}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(options),
  });
  const answer: unknown = await response.json();
  if (!response.ok || !isSeat(answer)) throw new Error(`no seat: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

export function socketAddress(origin: string, { processId, roomId, sessionId }: Seat): string {
  return `${origin.replace("http", "ws")}/${processId}/${roomId}?sessionId=${sessionId}`;
}

function isSeat(answer: unknown): answer is Seat {
  return typeof answer === "object" && answer !== null && "processId" in answer && "roomId" in answer && "sessionId" in answer;
}
