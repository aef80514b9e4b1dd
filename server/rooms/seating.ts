import type { Listener } from "../match/listener.ts";
import { SEAT_RESERVED_S } from "./guard/limits.ts";
import type { Admission } from "./join-options.ts";

/** Who holds a seat, by session: with a body, or (0) watching. */
export interface Seat {
  readonly admission: Admission;
  readonly body: number;
  readonly listener: Listener;
}

/** The seats of one room: taken ones, and those given whose sockets have not come yet. */
export class Seating {
  readonly #most: { readonly players: number; readonly spectators: number };
  readonly #now: () => number;
  readonly #seats = new Map<string, Seat>();
  /** Until when a given seat waits (monotonic ms), and whether it is for watching. */
  readonly #expected = new Map<string, { until: number; spectate: boolean }>();

  readonly #expired: () => void;

  /** `now`: monotonic ms. `expired`: nobody came for a seat in time. */
  constructor(most: { players: number; spectators: number }, now: () => number, expired: () => void = () => undefined) {
    this.#expired = expired;
    this.#most = most;
    this.#now = now;
  }

  get isFull(): boolean {
    return this.#count(false) >= this.#most.players;
  }

  /** No place is left to watch from. */
  get isWatchedFully(): boolean {
    return this.#count(true) >= this.#most.spectators;
  }

  /** Gives a seat; false when there is none of this kind. */
  reserve(sessionId: string, spectate: boolean): boolean {
    if (this.#count(spectate) >= (spectate ? this.#most.spectators : this.#most.players)) return false;
    this.#expected.set(sessionId, { until: this.#now() + SEAT_RESERVED_S * 1000, spectate });
    return true;
  }

  take(sessionId: string, seat: Seat): void {
    this.#expected.delete(sessionId);
    this.#seats.set(sessionId, seat);
  }

  leave(sessionId: string): void {
    this.#expected.delete(sessionId);
    this.#seats.delete(sessionId);
  }

  of(sessionId: string): Seat | undefined {
    return this.#seats.get(sessionId);
  }

  /** `connected`: sessions that have a connection; of the others that took a seat it is kept. */
  counts(connected: ReadonlySet<string>): { waiting: number; kept: number; spectators: number } {
    let kept = 0;
    let spectators = 0;
    for (const [session, { admission }] of this.#seats) {
      if (!connected.has(session)) kept += 1;
      if (admission.spectate) spectators += 1;
    }
    return { waiting: this.#expected.size, kept, spectators };
  }

  /** Seats of one kind that are taken or waited for. */
  #count(spectate: boolean): number {
    const now = this.#now();
    let count = 0;
    for (const { admission } of this.#seats.values()) if (admission.spectate === spectate) count++;
    for (const [sessionId, expected] of this.#expected) {
      if (expected.until < now) {
        this.#expected.delete(sessionId);
        this.#expired();
      } else if (expected.spectate === spectate) count++;
    }
    return count;
  }
}
