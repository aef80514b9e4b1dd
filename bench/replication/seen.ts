/** What one viewer saw in the last tick, to tell what came into view and what left it. */
export class Seen {
  /** The last round in which the viewer saw what is in each place. */
  readonly #rounds: Uint32Array;
  #round = 1;
  #last: Uint16Array;
  #lastCount = 0;
  #spare: Uint16Array;

  constructor(places: number) {
    this.#rounds = new Uint32Array(places);
    this.#last = new Uint16Array(places);
    this.#spare = new Uint16Array(places);
  }

  update(now: Uint16Array, count: number, changed: (index: number, isSeen: boolean) => void): void {
    const rounds = this.#rounds;
    const before = this.#round;
    this.#round += 1;
    for (let at = 0; at < count; at += 1) {
      const index = now[at] ?? 0;
      if (rounds[index] !== before) changed(index, true);
      rounds[index] = this.#round;
      this.#spare[at] = index;
    }
    for (let at = 0; at < this.#lastCount; at += 1) {
      const index = this.#last[at] ?? 0;
      if (rounds[index] !== this.#round) changed(index, false);
    }
    [this.#last, this.#spare] = [this.#spare, this.#last];
    this.#lastCount = count;
  }
}
