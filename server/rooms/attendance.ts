import type { Arranged } from "./arranged.ts";

/** Who of the players of an arranged match has come to it. */
export class Attendance {
  readonly #arranged: Arranged;
  /** Players who have taken their seats, whether they are still there or not. */
  readonly #come = new Set<string>();

  constructor(arranged: Arranged) {
    this.#arranged = arranged;
  }

  /** Of the match. */
  get id(): string {
    return this.#arranged.id;
  }

  /** Whether the match is to count for rating, if all come. */
  get isForRating(): boolean {
    return this.#arranged.ranked;
  }

  get haveAllCome(): boolean {
    return this.#arranged.places.every(({ player }) => this.#come.has(player));
  }

  /** Only the matchmaker gives out sessions of its own; null for any other. */
  placeOf(session: string): Arranged["places"][number] | null {
    return this.#arranged.places.find((place) => place.session === session) ?? null;
  }

  came(player: string): void {
    this.#come.add(player);
  }
}
