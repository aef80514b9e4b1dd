/** ms between two looks, and by how much one may be late before the machine counts as having taken the time. */
const PERIOD = 10;
const LATENESS = 30;

/** The time for which the machine let nothing run, as this process sees it: one that shares its cores with others takes them away for moments. */
export class TakenTime {
  #ms = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => this.#look(), PERIOD).unref();

  /** ms since the beginning; nothing is counted any more. */
  end(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#ms;
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#last - PERIOD;
    if (late > LATENESS) this.#ms += late;
    this.#last = now;
  }
}
