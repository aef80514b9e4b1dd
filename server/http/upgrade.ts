import { type BeforeUpgradeHandler, matchMaker } from "@colyseus/core";
import type { Tokens } from "../identity/tokens.ts";
import type { Origins } from "../limits/origins.ts";
import { playerOf } from "../rooms/guard/claims.ts";
import { seatAuth } from "../rooms/guard/colyseus-seams.ts";

/** Path of a room's WebSocket, behind whatever a proxy left standing before it. */
const ROOM_PATH = /\/[\w-]+\/([\w-]+)$/;

export type SeatRefusal = "origin" | "token" | "seat";

export interface UpgradeRules {
  tokens: Tokens;
  origins: Origins;
  /** The socket of this session has come. */
  arrived: (session: string) => void;
  refused: (reason: SeatRefusal) => void;
}

/**
 * Judges a WebSocket before it is one: from a page of ours, with a valid token, for a seat of the very player that the token names. All others
 * are answered by HTTP, and cost no more.
 */
export function judgeUpgrade({ tokens, origins, arrived, refused }: UpgradeRules): BeforeUpgradeHandler {
  return async (request, { headers }) => {
    const { host, pathname, searchParams } = new URL(request.url);
    if (!origins.isOwn(headers.get("origin"), host)) return refuse("origin");
    const verdict = await tokens.verify(searchParams.get("_authToken") ?? "");
    if (verdict.kind === "refused") return refuse("token");
    const session = searchParams.get("sessionId") ?? "";
    const roomId = ROOM_PATH.exec(pathname)?.[1];
    const room = roomId === undefined ? undefined : matchMaker.getLocalRoomById(roomId);
    const holder = room === undefined ? null : playerOf(seatAuth(room, session));
    if (holder !== verdict.playerId) return refuse("seat");
    arrived(session);
    return undefined;
  };

  function refuse(reason: SeatRefusal): Response {
    refused(reason);
    return answerTo(reason);
  }
}

const DETAILS: Record<SeatRefusal, string> = {
  origin: "This page is not of this server.",
  token: "Send a valid token as _authToken.",
  seat: "There is no such seat of yours.",
};

function answerTo(reason: SeatRefusal): Response {
  const isStranger = reason === "token";
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...(isStranger ? { "WWW-Authenticate": "Bearer" } : {}) };
  return new Response(DETAILS[reason], { status: isStranger ? 401 : 403, headers });
}
