import { CloseCode, isConnectionLoss } from "../../../shared/protocol/close-codes.ts";
import { type BucketSize, TokenBucket } from "./token-bucket.ts";

/** Connections of this process so far: each is called by its number. */
let connections = 0;

/** What the guard knows of one connection. */
export interface Watched {
  /** Of the connection, in this process. */
  readonly id: number;
  /** Null in a room without input. */
  readonly inputs: TokenBucket | null;
  readonly messages: TokenBucket;
  readonly bytes: TokenBucket;
  /** Monotonic ms at which its socket came. */
  readonly since: number;
  /** The handshake is done and the full state is sent. */
  isSeated: boolean;
  /** It came back to a seat that was kept. */
  isReturn: boolean;
  /** Newest tick that it reported, and the room's tick when that was last a new one. */
  seen: number;
  progressAt: number;
  /** Why the server ended it; what the peer then says of the close does not count. */
  ended: CloseCode | null;
}

/** `inputs`: null in a room without input. */
export function watchFrom(now: number, limits: { messages: BucketSize; bytes: BucketSize }, inputs: BucketSize | null): Watched {
  connections += 1;
  return {
    id: connections,
    inputs: inputs === null ? null : new TokenBucket(inputs, now),
    messages: new TokenBucket(limits.messages, now),
    bytes: new TokenBucket(limits.bytes, now),
    since: now,
    isSeated: false,
    isReturn: false,
    seen: 0,
    progressAt: 0,
    ended: null,
  };
}

/**
 * Seats are kept for connections that were lost, for those that the same player's new connection replaces, and for those that
 * stopped reading, or came back and never ended the handshake: a peer that has vanished looks just like it, and finds its way back.
 */
export function keepsSeat(watched: Watched, code: number): boolean {
  if (!watched.isSeated && !watched.isReturn) return false;
  return watched.ended === null ? isConnectionLoss(code) : SEAT_KEPT_AFTER.has(watched.ended);
}

const SEAT_KEPT_AFTER: ReadonlySet<CloseCode> = new Set([CloseCode.REPLACED, CloseCode.TOO_SLOW, CloseCode.JOIN_TIMEOUT]);
