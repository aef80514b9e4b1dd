/** ms before the end at which a player is warned; where players may idle for a short time only, half of that. */
const WARNING = 30_000;

/** What is to be said to a player: the time that is left (ms) before they are out, or that this is over. */
export type IdleVerdict = { kind: "as before" } | { kind: "warned"; left: number } | { kind: "back" } | { kind: "out" };

interface Watched {
  acts: number;
  since: number;
  isWarned: boolean;
}

const AS_BEFORE: IdleVerdict = { kind: "as before" };

/** Who of a room's players does nothing, and for how long. */
export class Idleness {
  readonly #patience: number;
  readonly #warning: number;
  readonly #watched = new Map<string, Watched>();

  /** `patience`: ms. */
  constructor(patience: number) {
    this.#patience = patience;
    this.#warning = Math.min(WARNING, patience / 2);
  }

  /** `acts`: what the player has done on this connection, counted. `now`: monotonic ms. */
  judge(session: string, acts: number, now: number): IdleVerdict {
    const watched = this.#watched.get(session);
    if (watched === undefined || watched.acts !== acts) {
      this.#watched.set(session, { acts, since: now, isWarned: false });
      return watched?.isWarned === true ? { kind: "back" } : AS_BEFORE;
    }
    const left = this.#patience - (now - watched.since);
    if (left <= 0) return { kind: "out" };
    if (left > this.#warning || watched.isWarned) return AS_BEFORE;
    watched.isWarned = true;
    return { kind: "warned", left };
  }

  forget(session: string): void {
    this.#watched.delete(session);
  }
}
