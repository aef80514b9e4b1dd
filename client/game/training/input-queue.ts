import type { InputFrame } from "../../../shared/sim/frame.ts";

/** Ticks for which a body waits for a late frame before a neutral one is made up for it, as a match does. */
const HOLD_TICKS = 3;
/** Frames waiting beyond which two are taken in one tick. */
const BACKLOG = 4;

export interface SentFrame {
  readonly sequence: number;
  readonly frame: InputFrame;
}

/** Own frames as they came over the line: one per tick, a neutral one for what is missing, and none twice. */
export class InputQueue {
  /** Number of the newest frame that was taken or thrown away. */
  acknowledged = 0;
  /** Frames made up, and late ones thrown away for them. */
  invented = 0;
  readonly #frames: SentFrame[] = [];
  #held = 0;
  #owed = 0;

  get size(): number {
    return this.#frames.length;
  }

  add(sent: SentFrame): void {
    this.#frames.push(sent);
  }

  /** The frames of the coming tick: none while a late one is waited for. `madeUp` makes a neutral one. */
  take(madeUp: () => InputFrame): InputFrame[] {
    while (this.#owed > 0 && this.#frames.length > 1) {
      this.#next();
      this.#owed -= 1;
      this.invented += 1;
    }
    const first = this.#next();
    if (first === null) return this.#starve(madeUp);
    this.#held = 0;
    const second = this.#frames.length > BACKLOG ? this.#next() : null;
    return second === null ? [first] : [first, second];
  }

  #next(): InputFrame | null {
    const sent = this.#frames.shift();
    if (sent === undefined) return null;
    this.acknowledged = sent.sequence;
    return sent.frame;
  }

  #starve(madeUp: () => InputFrame): InputFrame[] {
    this.#held += 1;
    if (this.acknowledged === 0 || this.#held <= HOLD_TICKS) return [];
    this.invented += 1;
    this.#owed += 1;
    return [madeUp()];
  }
}
