import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** s over which requests are counted. */
const PERIOD = 60;

/** Requests that one player may make in that time: a page that waits for a match asks every few seconds. */
const PLAYER_RATE = 240;

/** A new guest stays in the database: it counts for as many requests. */
export const NEW_GUEST_COST = 5;

/** Bounds what one address and one player may ask of this process. `apiRate`: requests per minute of an address, read with each. */
export class RequestRates {
  readonly #addresses = new RateLimiterMemory({ points: 1, duration: PERIOD });
  readonly #limits: { readonly apiRate: number };
  readonly #players = new RateLimiterMemory({ points: PLAYER_RATE, duration: PERIOD });

  constructor(limits: { readonly apiRate: number }) {
    this.#limits = limits;
  }

  /** Null when there is room; else s until there is. */
  takeAddress(network: string, cost = 1): Promise<number | null> {
    this.#addresses.points = this.#limits.apiRate;
    return take(this.#addresses, network, cost);
  }

  takePlayer(playerId: string): Promise<number | null> {
    return take(this.#players, playerId, 1);
  }
}

async function take(limiter: RateLimiterMemory, key: string, cost: number): Promise<number | null> {
  try {
    await limiter.consume(key, cost);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
