import { type BeforeUpgradeHandler, matchMaker } from "@colyseus/core";
import type { Tokens } from "../identity/tokens.ts";
import { seatAuth } from "../rooms/guard/colyseus-seams.ts";
import { playerOf } from "../rooms/guard/guarded-room.ts";

/** Path of a room's WebSocket, behind whatever a proxy left standing before it. */
const ROOM_PATH = /\/[\w-]+\/([\w-]+)$/;

export interface UpgradeRules {
  tokens: Tokens;
  /** Where the page is opened, where that is not the address that the request is for; null: nowhere else. */
  publicUrl: string | null;
  /** `host[:port]` of every process of the service, and of the other regions: the page may be of any of them. */
  hosts: () => readonly string[];
  /** The socket of this session has come. */
  arrived: (session: string) => void;
}

/**
 * Judges a WebSocket before it is one: from a page of ours, with a valid token, for a seat of the very player that the token names. All others
 * are answered by HTTP, and cost no more.
 */
export function judgeUpgrade({ tokens, publicUrl, hosts, arrived }: UpgradeRules): BeforeUpgradeHandler {
  const page = publicUrl === null ? null : new URL(publicUrl).host;
  return async (request, { headers }) => {
    const { host, pathname, searchParams } = new URL(request.url);
    if (!isOwnOrigin(headers.get("origin"), [host, page, ...hosts()])) return refuse(403, "This page is not of this server.");
    const verdict = await tokens.verify(searchParams.get("_authToken") ?? "");
    if (verdict.kind === "refused") return refuse(401, "Send a valid token as _authToken.");
    const session = searchParams.get("sessionId") ?? "";
    const roomId = ROOM_PATH.exec(pathname)?.[1];
    const room = roomId === undefined ? undefined : matchMaker.getLocalRoomById(roomId);
    const holder = room === undefined ? null : playerOf(seatAuth(room, session));
    if (holder !== verdict.playerId) return refuse(403, "There is no such seat of yours.");
    arrived(session);
    return undefined;
  };
}

/** Programs send no origin, browsers always do: a page of somebody else's must not play with its visitors' seats. */
function isOwnOrigin(origin: string | null, hosts: readonly (string | null)[]): boolean {
  if (origin === null) return true;
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

function refuse(status: 401 | 403, detail: string): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...(status === 401 ? { "WWW-Authenticate": "Bearer" } : {}) };
  return new Response(detail, { status, headers });
}
