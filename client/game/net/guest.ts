import { askGuest } from "./door.ts";

/** Where the secret is kept that makes a browser the same player again. */
export interface RenewalStore {
  read(): string | null;
  write(renewal: string): void;
  /** Runs the work while no other page of this browser runs its own: the secret changes with each use, and two would lose it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** ms before its end at which a token is renewed: a request with it may be under way for a while, and clocks differ. */
const RENEW_BEFORE = 120_000;

/** A player without an account, who is given a token when one is needed, and the next before it ends. */
export class Guest {
  readonly #origin: string;
  readonly #store: RenewalStore;
  readonly #now: () => number;
  #held: { playerId: string; token: string; expiresAt: number } | null = null;
  #renewing: Promise<string> | null = null;

  /** `origin`: the server's http(s) address. `now`: ms since 1970. */
  constructor(origin: string, store: RenewalStore, now: () => number = Date.now) {
    this.#origin = origin;
    this.#store = store;
    this.#now = now;
  }

  /** Who this is, for everybody to know. */
  async id(): Promise<string> {
    await this.token();
    if (this.#held === null) throw new Error("a token was given to nobody");
    return this.#held.playerId;
  }

  /** A token that is good for some minutes at least. */
  async token(): Promise<string> {
    if (this.#held !== null && this.#now() < this.#held.expiresAt - RENEW_BEFORE) return this.#held.token;
    this.#renewing ??= this.#store
      .alone(() => this.#renew())
      .finally(() => {
        this.#renewing = null;
      });
    return this.#renewing;
  }

  /** Runs a request with a token, and once more with a fresh one where the server does not take the first. */
  async asking<T>(request: (token: string) => Promise<T>): Promise<T> {
    try {
      return await request(await this.token());
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      this.#held = null;
      return request(await this.token());
    }
  }

  async #renew(): Promise<string> {
    const answer = await this.#ask(this.#store.read());
    this.#store.write(answer.renewal);
    this.#held = answer;
    return answer.token;
  }

  /** A secret that is not taken any more leads to nobody: a new player is what remains. */
  async #ask(renewal: string | null) {
    if (renewal === null) return askGuest(this.#origin, {});
    try {
      return await askGuest(this.#origin, { renewal });
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      return askGuest(this.#origin, {});
    }
  }
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === 401;
}

/** In the browser's `localStorage`: the same player in every tab and after every visit. Where it is refused, until the page is closed. */
export function renewalInBrowser(): RenewalStore {
  const KEY = "strafe.guest";
  const memory = renewalInMemory();
  return {
    read() {
      try {
        return localStorage.getItem(KEY) ?? memory.read();
      } catch {
        // Private windows may refuse: what this page was given is all there is.
        return memory.read();
      }
    },
    write(renewal) {
      memory.write(renewal);
      try {
        localStorage.setItem(KEY, renewal);
      } catch {
        // Kept for as long as the page is open.
      }
    },
    // Only pages from a secure origin have locks; elsewhere two tabs that renew in the same instant may part ways.
    alone: (work) => (isSecureContext ? navigator.locks.request(KEY, work) : work()),
  };
}

/** For whoever needs no more than the life of the process. */
export function renewalInMemory(): RenewalStore {
  let kept: string | null = null;
  return {
    read: () => kept,
    write(renewal) {
      kept = renewal;
    },
    alone: (work) => work(),
  };
}
