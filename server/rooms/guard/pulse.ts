import type { Client } from "@colyseus/core";
import { destroySocket, onClosed, onPong, ping } from "./colyseus-seams.ts";
import { type ConnectionLimits, SWEEP_PERIOD } from "./limits.ts";

export interface PulsePorts extends Pick<ConnectionLimits, "pingPeriod" | "pongPatience"> {
  /** Monotonic ms. */
  readonly now: () => number;
  /** Told how long each answer took, ms. */
  readonly answered: (roundTrip: number) => void;
}

/** Finds out whose peer has vanished without a word, within `pingPeriod` + `pongPatience` and a beat. */
export class Pulse {
  readonly #ports: PulsePorts;
  /** All connections in parts that are pinged one after another: thousands of pings at once would make the ticks of matches late. */
  readonly #parts: readonly Set<Client>[];
  /** When each was pinged that has not answered, longest ago first. */
  readonly #askedAt = new Map<Client, number>();
  #added = 0;
  #turn = 0;

  constructor(ports: PulsePorts) {
    this.#ports = ports;
    this.#parts = Array.from({ length: Math.max(1, Math.round(ports.pingPeriod / SWEEP_PERIOD)) }, () => new Set<Client>());
  }

  watch(client: Client): void {
    const part = this.#parts[this.#added % this.#parts.length];
    this.#added += 1;
    part?.add(client);
    onPong(client, () => {
      // A peer may send pongs that nobody asked for.
      const askedAt = this.#askedAt.get(client);
      if (askedAt !== undefined && this.#askedAt.delete(client)) this.#ports.answered(this.#ports.now() - askedAt);
    });
    onClosed(client, () => {
      part?.delete(client);
      this.#askedAt.delete(client);
    });
  }

  /** Every SWEEP_PERIOD. */
  beat(): void {
    const now = this.#ports.now();
    for (const [client, askedAt] of this.#askedAt) {
      if (now - askedAt < this.#ports.pongPatience) break;
      this.#askedAt.delete(client);
      destroySocket(client.ref);
    }
    const part = this.#parts[this.#turn] ?? [];
    this.#turn = (this.#turn + 1) % this.#parts.length;
    for (const client of part) {
      // Who still has time for the last one is not asked for another.
      if (this.#askedAt.has(client)) continue;
      this.#askedAt.set(client, now);
      ping(client);
    }
  }
}
