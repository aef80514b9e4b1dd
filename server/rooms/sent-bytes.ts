/** ms between two looks at how much clients are sent. */
export const BYTES_WATCH_PERIOD = 2000;

/** How much the clients of a room are sent, smoothed, for who looks now and then. */
export class SentBytes {
  #sinceLook = 0;
  #perGuest = 0;

  /** Per connection and second, in the last seconds. */
  get perGuest(): number {
    return this.#perGuest;
  }

  add(bytes: number): void {
    this.#sinceLook += bytes;
  }

  /** To be called every BYTES_WATCH_PERIOD. */
  look(guests: number): void {
    const last = (this.#sinceLook * 1000) / (BYTES_WATCH_PERIOD * Math.max(1, guests));
    this.#perGuest += (last - this.#perGuest) / 2;
    this.#sinceLook = 0;
  }
}
