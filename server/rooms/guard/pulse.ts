import type { Client } from "@colyseus/core";
import { destroySocket, onClosed, onPong, ping } from "./colyseus-seams.ts";
import { PING_PERIOD, PINGS_UNANSWERED, SWEEP_PERIOD } from "./limits.ts";

/** Parts of all connections that are pinged one after another: thousands of pings at once would make the ticks of matches late. */
const PARTS = PING_PERIOD / SWEEP_PERIOD;

/** Finds out whose peer has vanished without a word, within PING_PERIOD × (PINGS_UNANSWERED + 1). */
export class Pulse {
  readonly #unanswered = Array.from({ length: PARTS }, () => new Map<Client, number>());
  #added = 0;
  #turn = 0;

  watch(client: Client): void {
    const part = this.#unanswered[this.#added % PARTS];
    this.#added += 1;
    part?.set(client, 0);
    onPong(client, () => part?.set(client, 0));
    onClosed(client, () => part?.delete(client));
  }

  /** Every SWEEP_PERIOD. */
  beat(): void {
    const part = this.#unanswered[this.#turn] ?? new Map<Client, number>();
    this.#turn = (this.#turn + 1) % PARTS;
    for (const [client, unanswered] of part) {
      if (unanswered >= PINGS_UNANSWERED) destroySocket(client.ref);
      else {
        part.set(client, unanswered + 1);
        ping(client);
      }
    }
  }
}
