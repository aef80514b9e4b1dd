/** How much of something there was per second, over a sliding stretch of time. */
export class Rate {
  readonly #window: number;
  readonly #samples: { at: number; amount: number }[] = [];
  #sum = 0;

  /** @param window ms that are looked back on. */
  constructor(window: number) {
    this.#window = window;
  }

  add(now: number, amount: number): void {
    this.#samples.push({ at: now, amount });
    this.#sum += amount;
    this.#forget(now);
  }

  perSecond(now: number): number {
    this.#forget(now);
    return this.#sum / (this.#window / 1000);
  }

  #forget(now: number): void {
    let first = this.#samples[0];
    while (first !== undefined && first.at <= now - this.#window) {
      this.#sum -= first.amount;
      this.#samples.shift();
      first = this.#samples[0];
    }
  }
}
