import { READER_TIMEOUT } from "../../../shared/protocol/messages.ts";
import type { RoomKind } from "../../operations/metrics/connection-metrics.ts";
import type { BucketSize } from "./token-bucket.ts";

/** s: how long the seat of a lost connection is kept: a lift, a tunnel, a page that was reloaded. */
export const SEAT_KEPT_S = 30;

/** s: how long a seat given over HTTP waits for its socket. A client opens it at once, and a waiting seat is a taken one. */
export const SEAT_RESERVED_S = 8;

/** ms from the open socket to the end of the handshake: until then whatever is said to the client is stored. */
export const JOIN_TIMEOUT = 5000;

/** Bytes queued for one client in this process, beyond what the kernel takes, at which it is given up. */
export const BUFFERED_MAX = 256 * 1024;

/** ms between two looks at who joins and who reads. */
export const SWEEP_PERIOD = 250;

/** ms that a connection is given to answer its close frame before its socket is destroyed. */
export const CLOSE_PATIENCE = 1000;

/** s of what a connection may send on the long run that it may send at once: as long as a client waits for a line that has stalled. */
const BURST_S = 4;

/** s of the same for messages: nobody has more to say after a stall than before. */
const MESSAGES_BURST_S = 2;

/** Shares of what a player may send that are enough where nobody plays: pings, and nothing that follows a tick. */
const LOBBY_MESSAGES = 1 / 2;
const LOBBY_BYTES = 1 / 4;

/** What an operator sets of one connection. */
export interface ConnectionRates {
  /** Per second, beside input. */
  readonly messageRate: number;
  /** Per second, of everything. */
  readonly messageBytes: number;
  readonly pingSeconds: number;
  readonly pongSeconds: number;
}

/** What one connection to a room may do. */
export interface ConnectionLimits {
  /** Everything but input: reports, pings, the handshake. */
  readonly messages: BucketSize;
  readonly bytes: BucketSize;
  /** ms between two pings, and until an answer. */
  readonly pingPeriod: number;
  readonly pongPatience: number;
}

export function connectionLimits(kind: RoomKind, { messageRate, messageBytes, pingSeconds, pongSeconds }: ConnectionRates): ConnectionLimits {
  const messages = messageRate * (kind === "lobby" ? LOBBY_MESSAGES : 1);
  const bytes = messageBytes * (kind === "lobby" ? LOBBY_BYTES : 1);
  return {
    messages: { refill: messages, burst: messages * MESSAGES_BURST_S },
    bytes: { refill: bytes, burst: bytes * BURST_S },
    pingPeriod: pingSeconds * 1000,
    pongPatience: pongSeconds * 1000,
  };
}

/** Frames per second allowed, as a multiple of the tick rate: twice what is played, so that a backlog can drain. */
export const INPUT_RATE = 2;

/** s of that rate which may come at once: the 4 s of play after which a client gives a stalled connection up. */
export const INPUT_BURST_S = 2;

export function readerTimeoutTicks(tickRate: number): number {
  return (READER_TIMEOUT * tickRate) / 1000;
}
