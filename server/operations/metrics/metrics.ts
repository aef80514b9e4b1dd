import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { TickCounts } from "../../match/scheduler.ts";
import type { Version } from "../../version.ts";
import { BrowserMetrics } from "./browser-metrics.ts";
import { ConnectionMetrics } from "./connection-metrics.ts";
import { DoorMetrics } from "./door-metrics.ts";
import { MatchMetrics } from "./match-metrics.ts";
import { MatchmakingMetrics, type MatchmakingSources } from "./matchmaking-metrics.ts";
import { StoreMetrics } from "./store-metrics.ts";

/** What is not counted but looked at when somebody asks. */
export interface MetricSources extends MatchmakingSources {
  version: Version;
  /** Modes that are played by ticket. */
  queuedModes: readonly string[];
  ticks: () => TickCounts;
  /** A `LoadStep`. */
  load: () => number;
  outstandingSeats: () => number;
  /** Results that wait for the database. */
  outbox: () => number;
  /** Whether new players are taken in. */
  isReady: () => boolean;
}

/** Everything that this process counts of itself, for Prometheus. docs/metrics.md lists it. */
export class Metrics {
  readonly registry = new Registry();
  readonly connections: ConnectionMetrics;
  readonly matches: MatchMetrics;
  readonly door: DoorMetrics;
  readonly matchmaking: MatchmakingMetrics;
  readonly stores: StoreMetrics;
  readonly browsers: BrowserMetrics;

  constructor(sources: MetricSources) {
    const { registry } = this;
    const registers = [registry];
    const { version, commit } = sources.version;
    new Gauge({ name: "strafe_build_info", help: "Always 1; what runs is in the labels", labelNames: ["version", "commit", "node"], registers }).set(
      { version, commit: commit ?? "", node: process.version },
      1,
    );
    new Gauge({
      name: "strafe_ready",
      help: "1 while new players are taken in; 0 while the process drains, ends or is cut off",
      registers,
      collect() {
        this.set(sources.isReady() ? 1 : 0);
      },
    });
    this.connections = new ConnectionMetrics(registry);
    this.matches = new MatchMetrics(registry, sources);
    this.door = new DoorMetrics(registry, sources);
    this.matchmaking = new MatchmakingMetrics(registry, sources, sources.queuedModes);
    this.stores = new StoreMetrics(registry, sources);
    this.browsers = new BrowserMetrics(registry);
    // Event loop, collection of garbage, memory, CPU.
    collectDefaultMetrics({ register: registry, prefix: "strafe_" });
  }
}
