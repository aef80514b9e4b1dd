import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** How a ticket may end. */
const ENDS = ["matched", "cancelled", "expired"] as const;

/** s: bots take free places after 20 to 60 s. */
const WAITS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 300];

/** Points (mu) between the means of two sides: within 3 the better side wins about 6 of 10, at 10 apart about 8. */
const DIFFERENCES = [0.5, 1, 2, 3, 6, 12, 25];

export interface MatchmakingSources {
  /** Tickets that wait, by mode. Rejected while they cannot be asked for. */
  waiting: () => Promise<Readonly<Record<string, number>>>;
}

/** Tickets and the matches that are made of them. */
export class MatchmakingMetrics {
  readonly #waits: Histogram<"mode">;
  readonly #differences: Histogram<"mode">;
  readonly #ends: Counter<"mode" | "end">;

  constructor(registry: Registry, { waiting }: MatchmakingSources, modes: readonly string[]) {
    const registers = [registry];
    new Gauge({
      name: "strafe_tickets_waiting",
      help: "Tickets that wait for a match, of the whole service: every process says the same",
      labelNames: ["mode"],
      registers,
      async collect() {
        this.reset();
        const counts = await waiting().catch(() => null);
        // Nobody knows: no figure is better than a wrong one.
        if (counts !== null) for (const mode of modes) this.set({ mode }, counts[mode] ?? 0);
      },
    });
    this.#waits = new Histogram({
      name: "strafe_ticket_wait_seconds",
      help: "Time from a ticket to the match that was made of it, counted by the process that made it",
      labelNames: ["mode"],
      buckets: WAITS,
      registers,
    });
    this.#differences = new Histogram({
      name: "strafe_match_rating_difference",
      help: "Points between the mean ratings of the two sides of a match of people: the fewer, the fairer",
      labelNames: ["mode"],
      buckets: DIFFERENCES,
      registers,
    });
    this.#ends = new Counter({ name: "strafe_tickets_ended_total", help: "Tickets that have ended", labelNames: ["mode", "end"], registers });
    for (const mode of modes) {
      this.#waits.zero({ mode });
      this.#differences.zero({ mode });
      for (const end of ENDS) this.#ends.inc({ mode, end }, 0);
    }
  }

  /** `waits`: ms, of the tickets. `difference`: of the mean ratings of the two sides; null where bots play along. */
  made(mode: string, waits: readonly number[], difference: number | null): void {
    for (const waited of waits) {
      this.#waits.observe({ mode }, waited / 1000);
      this.#ends.inc({ mode, end: "matched" });
    }
    if (difference !== null) this.#differences.observe({ mode }, difference);
  }

  expired(mode: string): void {
    this.#ends.inc({ mode, end: "expired" });
  }

  cancelled(mode: string): void {
    this.#ends.inc({ mode, end: "cancelled" });
  }
}
