import { Protocol, ProtocolModifier } from "@colyseus/core";
import type { SentKind } from "../../operations/metrics/connection-metrics.ts";

/** What Colyseus sends by a frame, as its first byte says. */
export function sentKind(frame: Uint8Array): SentKind {
  switch ((frame[0] ?? 0) & ~ProtocolModifier.TIMED) {
    case Protocol.JOIN_ROOM:
      return "handshake";
    case Protocol.ROOM_STATE:
      return "state";
    case Protocol.ROOM_STATE_PATCH:
      return "patch";
    default:
      return "message";
  }
}
