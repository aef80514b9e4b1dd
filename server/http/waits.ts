/** Requests of one player that wait for news at once: one per tab, and one that a lost connection left behind. */
const MOST_PER_PLAYER = 4;

/** Counts who waits: each holds a connection. */
export class Waits {
  readonly #counts = new Map<string, number>();

  /** Returns how to end it; null: this player waits often enough. */
  begin(player: string): (() => void) | null {
    const count = this.#counts.get(player) ?? 0;
    if (count >= MOST_PER_PLAYER) return null;
    this.#counts.set(player, count + 1);
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      const left = (this.#counts.get(player) ?? 1) - 1;
      if (left === 0) this.#counts.delete(player);
      else this.#counts.set(player, left);
    };
  }
}
