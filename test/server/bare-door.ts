import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { Identification } from "../../server/http/identify.ts";
import { Guests } from "../../server/identity/guests.ts";
import { configuredKeys } from "../../server/identity/keys.ts";
import { Tokens } from "../../server/identity/tokens.ts";
import { OutstandingSeats } from "../../server/limits/outstanding-seats.ts";
import { TrustedProxies } from "../../server/limits/proxies.ts";
import { RequestRates } from "../../server/limits/request-rates.ts";
import { Matchmaking } from "../../server/matchmaking/matchmaking.ts";
import { MemoryTickets } from "../../server/matchmaking/memory-tickets.ts";
import { openDatabase } from "../../server/storage/database.ts";

/** What routes need to know who asks, for a test of others than those of the door. */
export function bareDoor() {
  const database = openDatabase({ dataDir: temporaryDirectory(), databaseUrl: null });
  const tokens = new Tokens(configuredKeys([{ kid: "only", secret: new Uint8Array(32) }]), Date.now);
  const rates = new RequestRates(1000);
  return {
    identification: new Identification({ tokens, rates, proxies: new TrustedProxies([]) }),
    rates,
    guests: new Guests(database, tokens, Date.now),
    outstanding: new OutstandingSeats({ perAddress: 1, lifetime: 1, now: () => performance.now() }),
    database,
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
      log: { warn: () => undefined },
    }),
  };
}
