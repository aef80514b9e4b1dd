import { type Client, Protocol, ProtocolModifier } from "@colyseus/core";

/** Answers to the client itself: they say nothing of the match, and a connection that hears nothing counts as lost. */
const PROMPT: readonly number[] = [Protocol.JOIN_ROOM, Protocol.PING, Protocol.ERROR];

/** What stands in the first byte beside the protocol's code. */
const MODIFIERS = ProtocolModifier.TIMED | ProtocolModifier.UNRELIABLE;

/**
 * Holds back what a client is told of the match, so that who watches cannot tell a player what is happening now. The state
 * travels as a full picture and differences to it: the same bytes some ticks later are the same match some ticks later.
 */
export class DelayedView {
  readonly #client: Client;
  readonly #raw: Client["raw"];
  readonly #delay: number;
  readonly #held: { due: number; bytes: Uint8Array }[] = [];

  /** `delay`: ticks; `now`: the present tick, asked for whenever something is sent. */
  constructor(client: Client, delay: number, now: () => number) {
    this.#client = client;
    this.#raw = client.raw;
    this.#delay = delay;
    client.raw = (data, options, callback) => {
      if (PROMPT.includes((data[0] ?? 0) & ~MODIFIERS)) this.#raw.call(client, data, options, callback);
      // A copy: the library writes into the same buffer again.
      else this.#held.push({ due: now() + this.#delay, bytes: Uint8Array.from(data) });
    };
  }

  /** Sends what is old enough. */
  release(now: number): void {
    while (this.#held[0] !== undefined && this.#held[0].due <= now) {
      const next = this.#held.shift();
      if (next !== undefined) this.#raw.call(this.#client, next.bytes);
    }
  }
}
