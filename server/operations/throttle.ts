export interface ThrottleSize {
  /** Of one kind that pass within a window. */
  readonly lines: number;
  /** ms */
  readonly window: number;
}

/** Kinds that are told apart; what comes beyond them counts as one kind. Messages are constants, and there are a hundred of them. */
const KINDS_MAX = 500;
const ANY_OTHER = "any other";

interface Counted {
  endsAt: number;
  lines: number;
  leftOut: number;
}

/** Lets so many lines of a kind through in a time; what a client can provoke again and again is not to fill a disk. */
export class Throttle {
  readonly #size: ThrottleSize;
  readonly #now: () => number;
  readonly #kinds = new Map<string, Counted>();

  /** `now`: monotonic ms. */
  constructor(size: ThrottleSize, now: () => number) {
    this.#size = size;
    this.#now = now;
  }

  /** Whether a line passes, and how many of its kind did not in the window that has ended with it. */
  admit(kind: string): { passes: boolean; leftOut: number } {
    const now = this.#now();
    const counted = this.#of(kind, now);
    const leftOut = now < counted.endsAt ? 0 : counted.leftOut;
    if (now >= counted.endsAt) Object.assign(counted, { endsAt: now + this.#size.window, lines: 0, leftOut: 0 });
    counted.lines += 1;
    if (counted.lines <= this.#size.lines) return { passes: true, leftOut };
    counted.leftOut += 1;
    return { passes: false, leftOut };
  }

  #of(kind: string, now: number): Counted {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    if (this.#kinds.size >= KINDS_MAX && kind !== ANY_OTHER) return this.#of(ANY_OTHER, now);
    const counted = { endsAt: now + this.#size.window, lines: 0, leftOut: 0 };
    this.#kinds.set(kind, counted);
    return counted;
  }
}
