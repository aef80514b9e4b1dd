import { CloseCode, isConnectionLoss } from "../../../shared/protocol/close-codes.ts";
import { JoinError } from "../../../shared/protocol/join-options.ts";
import type { Removal } from "../../../shared/protocol/removal.ts";
import type { EndReason } from "../scene.ts";
import type { LinkEnd, LinkRequest } from "./link.ts";

const ended = (reason: EndReason): LinkEnd => ({ kind: "ended", reason });

const LOST: LinkEnd = { kind: "lost" };
const OUT_OF_REACH: LinkEnd = { kind: "out-of-reach" };

/** Kinds of refusals that an operator is behind. */
const OPERATORS: Readonly<Record<string, EndReason>> = { banned: "banned", maintenance: "maintenance", "mode-closed": "maintenance" };

export function isOperators(kind: string): boolean {
  return Object.hasOwn(OPERATORS, kind);
}

/** What a WebSocket close code means for the seat. `removal`: what an operator said before it. */
export function endOfClose(code: number, removal: Removal | null = null): LinkEnd {
  if (isConnectionLoss(code)) return LOST;
  switch (code) {
    case CloseCode.NORMAL:
    case CloseCode.LEFT:
      return ended("left");
    case CloseCode.SHUTTING_DOWN:
      return ended("shutdown");
    case CloseCode.SEAT_GONE:
      return ended("seat-gone");
    case CloseCode.KICKED:
      return ended(removal?.kind === "banned" ? "banned" : "kicked");
    case CloseCode.FLOOD:
      return ended("kicked");
    case CloseCode.TOO_SLOW:
      return ended("too-slow");
    case CloseCode.REPLACED:
      return ended("replaced");
    case CloseCode.ELSEWHERE:
      return ended("elsewhere");
    case CloseCode.IDLE:
      return ended("idle");
    case CloseCode.MATCH_FAILED:
      return ended("match-failed");
    case CloseCode.MATCH_OVER:
      return ended("match-over");
    case CloseCode.RESTARTING:
      return ended("restarting");
    case CloseCode.JOIN_TIMEOUT:
      return LOST;
    default:
      return ended("refused");
  }
}

/**
 * What a refused or failed request for a seat means. `code`: the HTTP status, or the close code of a socket that ended before
 * the seat was taken; null when nothing answered. `kind`: of problem, where the server named one.
 */
export function endOfRefusal(code: number | null, message: string, asked: LinkRequest["kind"], kind = ""): LinkEnd {
  const operators = OPERATORS[kind];
  if (operators !== undefined) return ended(operators);
  const isShuttingDown = message.includes("shutting down");
  if (asked === "return") {
    if (code === JoinError.NO_SUCH_ROOM) return ended("server-gone");
    // The server that was asked gets no answer from the one that has the seat.
    if (code === 500 || code === 502 || code === 504) return OUT_OF_REACH;
    // Whoever comes back is refused by no full server: servers do not know of one another for a moment, and matches go on meanwhile.
    if (code === JoinError.SERVER_FULL && !isShuttingDown) return LOST;
  }
  switch (code) {
    case JoinError.BAD_OPTIONS:
      return ended("refused");
    case JoinError.NO_SUCH_ROOM:
    case JoinError.SEAT_GONE:
    case CloseCode.SEAT_GONE:
      return ended("seat-gone");
    case JoinError.ROOM_FULL:
      return ended("full");
    case JoinError.VERSION_MISMATCH:
      return ended("version");
    case JoinError.SERVER_FULL:
      return ended(isShuttingDown ? "shutdown" : "server-full");
    default:
      // Too many requests, a proxy without its server, a server that failed to answer, no network: all may pass.
      return LOST;
  }
}
