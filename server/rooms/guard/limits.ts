import { READER_TIMEOUT } from "../../../shared/protocol/messages.ts";
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

/** ms between two pings of one connection; who has answered none of the last PINGS_UNANSWERED is gone when the next is due: within 15 s. */
export const PING_PERIOD = 5000;
export const PINGS_UNANSWERED = 2;

/** ms that a connection is given to answer its close frame before its socket is destroyed. */
export const CLOSE_PATIENCE = 1000;

/** Everything but input: reports, pings, the handshake. A client says one or two of them per second. */
export const MESSAGES: BucketSize = { refill: 10, burst: 20 };

/** Frames per second allowed, as a multiple of the tick rate: twice what is played, so that a backlog can drain. */
export const INPUT_RATE = 2;

/** s of that rate which may come at once: the 4 s of play after which a client gives a stalled connection up. */
export const INPUT_BURST_S = 2;

export function readerTimeoutTicks(tickRate: number): number {
  return (READER_TIMEOUT * tickRate) / 1000;
}
