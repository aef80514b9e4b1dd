import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { readConfig } from "../../server/config.ts";
import { Identification } from "../../server/http/identify.ts";
import { Guests } from "../../server/identity/guests.ts";
import { configuredKeys } from "../../server/identity/keys.ts";
import { Tokens } from "../../server/identity/tokens.ts";
import { Origins } from "../../server/limits/origins.ts";
import { OutstandingSeats } from "../../server/limits/outstanding-seats.ts";
import { TrustedProxies } from "../../server/limits/proxies.ts";
import { RequestRates } from "../../server/limits/request-rates.ts";
import { Matchmaking } from "../../server/matchmaking/matchmaking.ts";
import { MemoryTickets } from "../../server/matchmaking/memory-tickets.ts";
import { createLog } from "../../server/operations/log.ts";
import { Metrics } from "../../server/operations/metrics/metrics.ts";
import { LiveSettings } from "../../server/operations/operators/live-settings.ts";
import { createOperators } from "../../server/operators.ts";
import { openDatabase } from "../../server/storage/database.ts";

/** What routes need to know who asks, for a test of others than those of the door. */
export function bareDoor() {
  const database = openDatabase({ dataDir: temporaryDirectory(), databaseUrl: null });
  const tokens = new Tokens(configuredKeys([{ kid: "only", secret: new Uint8Array(32) }]), Date.now);
  const rates = new RequestRates({ apiRate: 1000 });
  const proxies = new TrustedProxies([]);
  const identification = new Identification({ tokens, rates, proxies });
  const liveSettings = new LiveSettings(readConfig({}), (name, text) => operators.serviceWords.keep(name, text));
  const operators = createOperators({
    liveSettings,
    limitsSet: () => undefined,
    version: { version: "1.0.0", commit: "abc" },
    database,
    identification,
    proxies,
    log: createLog("silent"),
    metrics: bareMetrics(),
    ticks: () => 0,
    processes: () => new Map(),
    drain: () => undefined,
  });
  return {
    identification,
    operators: operators.desk,
    origins: new Origins({ publicUrl: null, hosts: () => [] }),
    isSecure: false,
    rates,
    guests: new Guests(database, tokens, Date.now),
    outstanding: new OutstandingSeats({ limits: { addressSeats: 1 }, lifetime: 1, now: () => performance.now() }),
    database,
    metrics: bareMetrics().door,
    onBrowserError: () => undefined,
    news: { admitted: () => undefined, seatGiven: () => undefined, seatRefused: () => undefined, queued: () => undefined, failed: () => undefined },
    onReplay: () => undefined,
    named: () => undefined,
    // It never starts.
    matchmaking: new Matchmaking({
      store: new MemoryTickets(() => performance.now()),
      region: "local",
      places: () => 1,
      ratingsOf: async () => new Map(),
      openMatch: () => Promise.reject(new Error("no match is made here")),
      takesIn: () => true,
      log: { info: () => undefined, warn: () => undefined },
    }),
  };
}

/** Metrics of a process that does nothing. */
export function bareMetrics(): Metrics {
  return new Metrics({
    version: { version: "1.0.0", commit: "abc" },
    queuedModes: ["duel", "squads"],
    ticks: () => ({ ticks: 0, late: 0, skipped: 0 }),
    load: () => 0,
    outstandingSeats: () => 0,
    outbox: () => 0,
    isReady: () => true,
    waiting: async () => ({}),
  });
}
