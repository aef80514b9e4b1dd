import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** s: a call within one machine takes a quarter of a ms; they are given up after half a second. */
const CALL_TIMES = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** What is kept outside the process. `redis`: the registry; `tickets`: the Redis of the tickets; `database`: players and results. */
export type Store = "redis" | "tickets" | "database";

/** Calls to Redis and to the database, and what waits for them. */
export class StoreMetrics {
  readonly #times: Histogram<"store">;
  readonly #failures: Counter<"store">;

  constructor(registry: Registry, { outbox }: { outbox: () => number }) {
    const registers = [registry];
    this.#times = new Histogram({
      name: "strafe_store_call_duration_seconds",
      help: "Time of one call to Redis (the registry; the tickets) or of one statement of the database",
      labelNames: ["store"],
      buckets: CALL_TIMES,
      registers,
    });
    this.#failures = new Counter({
      name: "strafe_store_failures_total",
      help: "Calls that failed or were not answered in time",
      labelNames: ["store"],
      registers,
    });
    for (const store of ["redis", "tickets", "database"] as const) {
      this.#times.zero({ store });
      this.#failures.inc({ store }, 0);
    }
    new Gauge({
      name: "strafe_results_waiting",
      help: "Results of matches that are safe on this machine's disk and not yet in the database",
      registers,
      collect() {
        this.set(outbox());
      },
    });
  }

  /** `took`: ms. */
  called(store: Store, took: number, hasFailed: boolean): void {
    this.#times.observe({ store }, took / 1000);
    if (hasFailed) this.#failures.inc({ store });
  }
}
