import type { Removal } from "../shared/protocol/removal.ts";
import { Observable } from "./matchmaking/observable.ts";

/** ms for which an announcement stands: as long as it takes to read one while one plays. */
const STANDS = 15_000;

export interface Heard {
  /** What is announced now; null: nothing. `key` tells one from the next. */
  readonly announcement: { readonly text: string; readonly key: number } | null;
  /** Why the last match ended, or none began, in an operator's words. */
  readonly farewell: Removal | { readonly kind: "refusal"; readonly text: string } | null;
}

/** What operators of the service have said to this page. */
export class OperatorWords extends Observable<Heard> {
  #said = 0;

  constructor() {
    super({ announcement: null, farewell: null });
  }

  announce(text: string): void {
    this.#said += 1;
    const key = this.#said;
    this.set({ ...this.read(), announcement: { text, key } });
    setTimeout(() => {
      if (this.read().announcement?.key === key) this.set({ ...this.read(), announcement: null });
    }, STANDS);
  }

  bidFarewell(farewell: Heard["farewell"]): void {
    this.set({ ...this.read(), farewell });
  }
}

/** Of this page. */
export const operatorWords = new OperatorWords();
