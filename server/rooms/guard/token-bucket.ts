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

  /** Takes one token; false when there is none. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#size.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#size.refill);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
