import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** s over which requests are counted. */
const PERIOD = 60;

/** Requests that one player may make in that time: a page that waits for a match asks every few seconds. */
const PLAYER_RATE = 240;

/** A new guest stays in the database: it counts for as many requests. */
export const NEW_GUEST_COST = 5;

/** Bounds what one address and one player may ask of this process. `perAddress`: requests per minute. */
export class RequestRates {
  readonly #addresses: RateLimiterMemory;
  readonly #players = new RateLimiterMemory({ points: PLAYER_RATE, duration: PERIOD });

  constructor(perAddress: number) {
    this.#addresses = new RateLimiterMemory({ points: perAddress, duration: PERIOD });
  }

  /** Null when there is room; else s until there is. */
  takeAddress(network: string, cost = 1): Promise<number | null> {
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
