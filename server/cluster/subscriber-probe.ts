import type { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import { PROBE_CHANNEL_PREFIX } from "./keys.ts";
import type { RegistryPresence } from "./registry-presence.ts";

/** Probes in a row that were said and not heard. One alone may be on its way. */
const UNHEARD_MAX = 2;

/**
 * Proves every `period` ms that what is published arrives here. A connection can look open and bring nothing: then the process would be
 * listed and never answer. One that is deaf connects again.
 */
export class SubscriberProbe {
  readonly #redis: Redis;
  readonly #presence: RegistryPresence;
  readonly #channel: string;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #said = 0;
  #heard = 0;
  #heardAt = performance.now();

  constructor({ redis, presence, processId, period, log }: { redis: Redis; presence: RegistryPresence; processId: string; period: number; log: Log }) {
    this.#redis = redis;
    this.#presence = presence;
    this.#channel = `${PROBE_CHANNEL_PREFIX}${processId}`;
    this.#log = log;
    void presence.subscribe(this.#channel, (count: unknown) => {
      this.#heard = Number(count);
      this.#heardAt = performance.now();
    });
    this.#timer = setInterval(() => void this.#probe(), period);
  }

  /** Monotonic ms at which a probe was last heard. */
  get heardAt(): number {
    return this.#heardAt;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #probe(): Promise<void> {
    // It is connecting already; what is said meanwhile cannot be heard. To begin anew again would only take longer.
    if (!this.#presence.isListening) this.#heard = this.#said;
    if (this.#said - this.#heard >= UNHEARD_MAX) {
      this.#log.warn("this process hears nothing; it listens anew");
      this.#heard = this.#said;
      this.#presence.listenAnew();
      return;
    }
    try {
      await this.#redis.publish(this.#channel, String(this.#said + 1));
      this.#said += 1;
    } catch {
      // Redis is away, which is told elsewhere: nothing was said, so nothing is to be heard.
    }
  }
}
