import type { Socket } from "node:net";

export interface LaneConditions {
  /** ms. */
  latency: number;
  /** ms by which the latency varies, both ways, evenly. */
  jitter: number;
  /** Bytes per second; null for no limit. */
  bandwidth: number | null;
}

export const clear: LaneConditions = { latency: 0, jitter: 0, bandwidth: null };

/** `roundTrip` ± `jitter` ms, half of each on either way. */
export function roundTripOf(roundTrip: number, jitter: number): { up: LaneConditions; down: LaneConditions } {
  const lane = { latency: roundTrip / 2, jitter: jitter / 2, bandwidth: null };
  return { up: lane, down: lane };
}

type Parcel = { at: number; bytes: Buffer } | { at: number; bytes: null };

/** One way of one connection: what comes out of `from` goes into `to`, late, and in order. */
export class Lane {
  conditions: LaneConditions;
  /** Bytes that have come so far, carried on or not. */
  taken = 0;
  readonly #to: Socket;
  readonly #random: () => number;
  readonly #parcels: Parcel[] = [];
  #isMuted = false;
  #stalledUntil = 0;
  /** When the last parcel comes out: none overtakes it. */
  #lastAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, conditions: LaneConditions, random: () => number) {
    this.#to = to;
    this.conditions = conditions;
    this.#random = random;
    from.setNoDelay(true);
    from.on("data", (bytes: Buffer) => this.#take(bytes));
    from.on("end", () => this.#take(null));
    // A reset arrives as an error before the close; the other side is told by the close.
    from.on("error", () => undefined);
    from.on("close", (hadError) => {
      if (!this.#isMuted && hadError) to.destroy();
    });
  }

  stall(duration: number): void {
    this.#stalledUntil = performance.now() + duration;
  }

  /** Swallows everything from now on, its end too. */
  mute(): void {
    this.#isMuted = true;
    clearTimeout(this.#timer);
    this.#parcels.length = 0;
  }

  #take(bytes: Buffer | null): void {
    this.taken += bytes?.length ?? 0;
    if (this.#isMuted) return;
    const { latency, jitter, bandwidth } = this.conditions;
    const now = performance.now();
    const delayed = now + latency + jitter * (2 * this.#random() - 1);
    const carried = bandwidth === null || bytes === null ? 0 : (bytes.length / bandwidth) * 1000;
    this.#lastAt = Math.max(delayed, this.#lastAt) + carried;
    this.#parcels.push({ at: this.#lastAt, bytes });
    if (this.#parcels.length === 1) this.#wait();
  }

  #wait(): void {
    const first = this.#parcels[0];
    if (first === undefined) return;
    this.#timer = setTimeout(() => this.#deliver(), Math.max(0, Math.max(first.at, this.#stalledUntil) - performance.now()));
  }

  #deliver(): void {
    const now = performance.now();
    if (now >= this.#stalledUntil) {
      // A timer may come half a millisecond early.
      while ((this.#parcels[0]?.at ?? Number.POSITIVE_INFINITY) <= now + 0.5) {
        const parcel = this.#parcels.shift();
        if (parcel === undefined || this.#to.destroyed) break;
        if (parcel.bytes === null) this.#to.end();
        else this.#to.write(parcel.bytes);
      }
    }
    this.#wait();
  }
}
