import { type CraftChoice, type Gain, type Progress, readProgress, withGain, writeProgress } from "./progress.ts";

/** The player's progress, kept in the browser's store under one key. Other tabs may write there too: every change starts from what is stored. */
export class Keeper {
  readonly #stored: { read: () => string | null; write: (text: string) => void };
  #progress: Progress;
  readonly #listeners = new Set<() => void>();

  constructor(stored: { read: () => string | null; write: (text: string) => void }) {
    this.#stored = stored;
    this.#progress = readProgress(stored.read());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Progress => this.#progress;

  readonly points = (): number => this.#progress.points;

  readonly gain = (gain: Gain): void => this.#keep(withGain(readProgress(this.#stored.read()), gain));

  choose(craft: CraftChoice): void {
    this.#keep({ ...readProgress(this.#stored.read()), craft });
  }

  #keep(progress: Progress): void {
    this.#progress = progress;
    this.#stored.write(writeProgress(progress));
    for (const listener of this.#listeners) listener();
  }
}
