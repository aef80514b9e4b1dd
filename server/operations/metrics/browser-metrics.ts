import type { Registry } from "prom-client";
import { BROWSER_ERROR_KINDS, type BrowserErrorKind } from "../../../shared/protocol/browser-errors.ts";
import { QuickCounter } from "./quick-counter.ts";

/** What goes wrong in the browsers of players, as their pages tell it. */
export class BrowserMetrics {
  readonly #errors: QuickCounter<BrowserErrorKind>;

  constructor(registry: Registry) {
    this.#errors = new QuickCounter({
      registry,
      name: "strafe_browser_errors_total",
      help: "Errors that pages have reported, a sample: errors nobody caught, promises nobody waited for, files that did not load, graphics that were lost",
      label: "kind",
      values: BROWSER_ERROR_KINDS,
    });
  }

  /** Of all kinds. */
  get sum(): number {
    return this.#errors.sum;
  }

  reported(kind: BrowserErrorKind): void {
    this.#errors.add(kind);
  }
}
