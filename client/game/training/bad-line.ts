import type { Clock } from "../net/clock.ts";

/** What a line does to what is sent over it. */
export interface LineConditions {
  /** ms there and back. */
  roundTrip: number;
  /** ms by which the round trip varies, both ways, evenly. */
  jitter: number;
  /** Share of messages that are lost on their way, 0..1. */
  loss: number;
}

/**
 * ms until what was lost is sent again: the least that TCP waits. A WebSocket loses nothing for good; a loss shows as a pause, in
 * which everything behind it waits as well.
 */
const RESEND = 200;

/** Losses in a row after which a message is let through: a line that loses everything is no line. */
const LOSSES_MAX = 5;

/** One way of a bad line: what is handed in comes out late, and in order. */
export class BadLine {
  readonly #conditions: Readonly<LineConditions>;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #parcels: { at: number; deliver: () => void }[] = [];
  /** When the last parcel comes out: none overtakes it. */
  #lastAt = 0;
  #cancel: () => void = () => undefined;

  /** `conditions` may change at any time: they hold for what is sent from then on. `random`: 0..1. */
  constructor(conditions: Readonly<LineConditions>, clock: Clock, random: () => number) {
    this.#conditions = conditions;
    this.#clock = clock;
    this.#random = random;
  }

  carry(deliver: () => void): void {
    const { roundTrip, jitter, loss } = this.#conditions;
    let delay = roundTrip / 2 + (jitter / 2) * (2 * this.#random() - 1);
    for (let losses = 0; losses < LOSSES_MAX && this.#random() < loss; losses += 1) delay += RESEND;
    this.#lastAt = Math.max(this.#lastAt, this.#clock.now() + delay);
    this.#parcels.push({ at: this.#lastAt, deliver });
    if (this.#parcels.length === 1) this.#wait();
  }

  /** Swallows what is on its way. */
  cut(): void {
    this.#cancel();
    this.#parcels.length = 0;
  }

  #wait(): void {
    const first = this.#parcels[0];
    if (first !== undefined) this.#cancel = this.#clock.after(Math.max(0, first.at - this.#clock.now()), () => this.#deliver());
  }

  #deliver(): void {
    // A timer may come half a millisecond early.
    const now = this.#clock.now() + 0.5;
    for (let first = this.#parcels[0]; first !== undefined && first.at <= now; first = this.#parcels[0]) {
      this.#parcels.shift();
      first.deliver();
    }
    this.#wait();
  }
}
