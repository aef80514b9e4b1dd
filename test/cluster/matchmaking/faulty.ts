/** What becomes of one call: made or not, and what its caller hears of it. */
export type Fault = "fails" | "fails though done" | "killed before" | "killed after" | "stalls";

export const FAULTS: readonly Fault[] = ["fails", "fails though done", "killed before", "killed after", "stalls"];

/** Counts the calls of everything that it wraps, and lets one of them go wrong. */
export class Faults {
  readonly #fault: Fault;
  readonly #at: number;
  readonly #wake = Promise.withResolvers<void>();
  readonly #met = Promise.withResolvers<void>();
  calls = 0;

  /** `at` counts from 1. */
  constructor(fault: Fault, at: number) {
    this.#fault = fault;
    this.#at = at;
  }

  /** Resolves once the call is met. */
  get met(): Promise<void> {
    return this.#met.promise;
  }

  /** What stalls goes on. */
  wake(): void {
    this.#wake.resolve();
  }

  async through<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    if (this.calls !== this.#at) return call();
    this.#met.resolve();
    switch (this.#fault) {
      case "fails":
        throw new Error("the call failed");
      case "fails though done":
        await call();
        throw new Error("the answer was lost");
      case "killed before":
        return forever();
      case "killed after":
        await call();
        return forever();
      case "stalls":
        await this.#wake.promise;
        return call();
    }
  }

  /** The same object, all of whose methods go through here. */
  around<T extends object>(wrapped: T): T {
    return new Proxy(wrapped, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...words: unknown[]) => this.through(async () => Reflect.apply(member, target, words));
      },
    });
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
