import type { OpenLink } from "../../client/game/net/link.ts";
import { rowsOf } from "./rows.ts";
import type { Told } from "./server-process.ts";

/** What a server had to tell, tick by tick, and what a client of it held whenever it had decoded a patch. */
export class Memory {
  readonly #patience: number;
  readonly #told = new Map<number, ReadonlyMap<string, string>>();
  readonly #held: { tick: number; rows: ReadonlyMap<string, string> }[] = [];

  /** `patience`: ticks that a client may wait to be told of something. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  tell({ tick, rows }: Told): void {
    this.#told.set(tick, new Map(rows));
  }

  /** Writes down what comes out of these links, but for the state that each begins with: that is of no tick, but stands between two. */
  watch(open: OpenLink): OpenLink {
    return (request, listener) => {
      let hasBegun = false;
      return open(request, {
        ...listener,
        patched: (state) => {
          if (hasBegun) this.#held.push({ tick: state.tick, rows: new Map(rowsOf(state)) });
          hasBegun = true;
          listener.patched(state);
        },
      });
    };
  }

  /** Patches that were decoded after this tick and can be judged. */
  patchesAfter(tick: number): number {
    return this.#judged(tick).length;
  }

  /**
   * What the client held after this tick though it was not so and had not been so for as long as it may wait to be told, and lines of the
   * score table that it did not hold though they had been there for as long.
   */
  faultsAfter(tick: number): string[] {
    return this.#judged(tick).flatMap((held) => this.#faults(held.tick, held.rows));
  }

  #judged(after: number): { tick: number; rows: ReadonlyMap<string, string> }[] {
    return this.#held.filter(({ tick }) => tick > after && this.#told.has(tick));
  }

  #faults(tick: number, rows: ReadonlyMap<string, string>): string[] {
    const lately = Array.from({ length: this.#patience + 1 }, (_, ago) => this.#told.get(tick - ago)).filter((told) => told !== undefined);
    const wrong = [...rows].filter(([key, text]) => !lately.some((told) => told.get(key) === text));
    const lasting = [...(lately[0]?.keys() ?? [])].filter((key) => key.startsWith("score") && lately.every((told) => told.has(key)));
    const missing = lasting.filter((key) => !rows.has(key));
    return [...wrong.map(([key, text]) => `tick ${tick}: ${key} was not ${text}`), ...missing.map((key) => `tick ${tick}: no ${key}`)];
  }
}
