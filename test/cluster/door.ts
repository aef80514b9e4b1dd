import { Client } from "@colyseus/sdk";
import { askGuest } from "../../client/game/net/door.ts";
import type { ModeName } from "../../shared/content/modes.ts";
import { MatchState } from "../../shared/protocol/state.ts";
import { joinOptions } from "../server/arena-server.ts";

interface Seat {
  name: string;
  roomId: string;
  processId: string;
  sessionId: string;
  publicAddress: string;
}

/** What the door of a process answered, and after how many ms. */
export type Answer = ({ kind: "seat"; ms: number; token: string } & Seat) | { kind: "refused"; ms: number; status: number; retryAfter: number | null };

/** Asks a process, as somebody new, for a seat in any match of a mode, in a new match of one's own, or in the match of an id. */
export async function askSeat(url: string, wish: { mode: ModeName; isNew?: boolean } | { roomId: string }): Promise<Answer> {
  const { token } = await askGuest(url, {});
  const target = "roomId" in wish ? wish : { mode: wish.mode, ...(wish.isNew === true ? { private: true } : {}) };
  const from = performance.now();
  const response = await fetch(`${url}/api/play`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...joinOptions(), ...target }),
  });
  const answer: unknown = await response.json();
  const ms = performance.now() - from;
  if (response.ok && isSeat(answer)) return { kind: "seat", ms, token, ...answer };
  const retryAfter = response.headers.get("retry-after");
  return { kind: "refused", ms, status: response.status, retryAfter: retryAfter === null ? null : Number(retryAfter) };
}

/** Takes the seats and leaves them: one that nobody came for would keep its room for 8 s. */
export async function giveSeatsBack(url: string, answers: readonly Answer[]): Promise<void> {
  for (const answer of answers) {
    if (answer.kind !== "seat") continue;
    const { name, roomId, processId, sessionId, publicAddress, token } = answer;
    const client = new Client(url);
    client.auth.token = token;
    const room = await client.consumeSeatReservation({ name, roomId, processId, sessionId, publicAddress }, MatchState);
    room.onMessage("*", () => undefined);
    await room.leave();
  }
}

function isSeat(answer: unknown): answer is Seat {
  return typeof answer === "object" && answer !== null && "roomId" in answer && "processId" in answer && "sessionId" in answer && "publicAddress" in answer;
}
