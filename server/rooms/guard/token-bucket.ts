/** Allows `burst` at once and `refill` per second on the long run. */
export interface BucketSize {
  readonly refill: number;
  readonly burst: number;
}

export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  #filledAt: number;

  /** `now`: monotonic ms. */
  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#tokens = size.burst;
    this.#filledAt = now;
  }

  /** Takes so many tokens; false when there are not as many. */
  take(now: number, count = 1): boolean {
    this.#tokens = Math.min(this.#size.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#size.refill);
    this.#filledAt = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
