import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { QuickCounter } from "./quick-counter.ts";

/** Why a WebSocket was refused before it was one. */
const UPGRADE_REFUSALS = ["rate", "address", "origin", "token", "seat"] as const;
export type UpgradeRefusal = (typeof UPGRADE_REFUSALS)[number];

/** s: what a page waits for, up to the long polls of tickets. */
const ANSWER_TIMES = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The door: what is asked by HTTP, and who is not let in. */
export class DoorMetrics {
  readonly #answers: Counter<"route" | "status">;
  readonly #times: Histogram<"route">;
  readonly #problems: Counter<"problem">;
  readonly #upgrades: QuickCounter<UpgradeRefusal>;
  readonly #dropped: Counter;
  /** Requests so far in which the server itself failed: status 500. */
  faults = 0;

  constructor(registry: Registry, { outstandingSeats }: { outstandingSeats: () => number }) {
    const registers = [registry];
    this.#answers = new Counter({
      name: "strafe_http_requests_total",
      help: "HTTP requests that were answered, by route and class of status",
      labelNames: ["route", "status"],
      registers,
    });
    this.#times = new Histogram({
      name: "strafe_http_request_duration_seconds",
      help: "Time from a request to its answer; those that wait for news of a ticket do so for long",
      labelNames: ["route"],
      buckets: ANSWER_TIMES,
      registers,
    });
    this.#problems = new Counter({
      name: "strafe_http_problems_total",
      help: "Requests that were refused, by type of problem; rate limits are too-many-requests and too-many-seats",
      labelNames: ["problem"],
      registers,
    });
    this.#upgrades = new QuickCounter({
      registry,
      name: "strafe_upgrades_refused_total",
      help: "WebSockets that were refused: too many in a second, too many of one address, from a page of somebody else's, without a valid token, without a seat",
      label: "reason",
      values: UPGRADE_REFUSALS,
    });
    this.#dropped = new Counter({
      name: "strafe_connections_dropped_total",
      help: "Connections that were closed as soon as they came, for there were as many as there may be",
      registers,
    });
    new Gauge({
      name: "strafe_seats_outstanding",
      help: "Seats that this process has given and whose sockets it has not seen, as the limits per address and player count them",
      registers,
      collect() {
        this.set(outstandingSeats());
      },
    });
  }

  /** `route`: as it is defined, never the address that was asked for. `seconds`: until the answer. */
  answered(route: string, status: number, seconds: number): void {
    this.#answers.inc({ route, status: `${Math.floor(status / 100)}xx` });
    this.#times.observe({ route }, seconds);
    if (status === 500) this.faults += 1;
  }

  /** `problem`: one of the types of problems, or a status. */
  refused(problem: string): void {
    this.#problems.inc({ problem });
  }

  connectionDropped(): void {
    this.#dropped.inc();
  }

  upgradeRefused(reason: UpgradeRefusal): void {
    this.#upgrades.add(reason);
  }
}
