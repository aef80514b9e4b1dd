import { matchMaker } from "@colyseus/core";
import { RoomLooks } from "./cluster/ordering.ts";
import type { ProcessRecord } from "./cluster/process-record.ts";
import type { Identification } from "./http/identify.ts";
import { OperatorGate } from "./http/operators/gate.ts";
import type { OperatorDesk } from "./http/operators/operator-routes.ts";
import type { TrustedProxies } from "./limits/proxies.ts";
import type { Log } from "./operations/log.ts";
import type { Metrics } from "./operations/metrics/metrics.ts";
import { HISTORY_PERIOD, History } from "./operations/operators/history.ts";
import type { LiveSettings } from "./operations/operators/live-settings.ts";
import { Operators } from "./operations/operators/operators.ts";
import { Restrictions } from "./operations/operators/restrictions.ts";
import { ServiceWords } from "./operations/operators/service-words.ts";
import { OBEY, type RoomOrder } from "./rooms/room-orders.ts";
import { writeAudit } from "./storage/audit.ts";
import type { Database } from "./storage/database.ts";
import type { Version } from "./version.ts";

/** ms between two looks at what other processes' operators have set: what players wait for at most. */
const LOAD_PERIOD = 5_000;

interface OperatorsPorts {
  liveSettings: LiveSettings;
  version: Version;
  database: Database;
  identification: Identification;
  proxies: TrustedProxies;
  log: Log;
  metrics: Metrics;
  /** Ticks of all matches so far. */
  ticks: () => number;
  /** By their ids. */
  processes: () => ReadonlyMap<string, ProcessRecord>;
  /** The process is to drain, or not any more. */
  drain: (isWanted: boolean) => void;
  /** Limits were set anew, or may have been. */
  limitsSet: () => void;
}

/** What operators work with, wired: who they are, what they set for the whole service, and the doors that heed it. */
export interface OperatorsAtWork {
  readonly desk: OperatorDesk;
  readonly restrictions: Restrictions;
  readonly serviceWords: ServiceWords;
  start(): Promise<void>;
  stop(): void;
}

export function createOperators({
  liveSettings,
  version,
  database,
  identification,
  proxies,
  log,
  metrics,
  ticks,
  processes,
  drain,
  limitsSet,
}: OperatorsPorts): OperatorsAtWork {
  const operators = new Operators(database, Date.now);
  const restrictions = new Restrictions(database, Date.now);
  const processId = (): string => matchMaker.processId;
  const looked = (settings: ReadonlyMap<string, string>): void => {
    liveSettings.heed(settings);
    limitsSet();
  };
  const serviceWords = new ServiceWords({ database, now: Date.now, processId, announce, drain, looked });
  const history = new History(database, processId, () => {
    const { connections, browsers } = metrics;
    return { players: matchMaker.stats.local.ccu, ticks: ticks(), bytes: connections.sentBytes.sum, errors: browsers.sum + metrics.door.faults };
  });
  const looks = new RoomLooks(() => performance.now());
  const timers: NodeJS.Timeout[] = [];

  return {
    desk: {
      operators,
      gate: new OperatorGate(operators, proxies),
      identification,
      restrictions,
      serviceWords,
      liveSettings,
      history,
      looks,
      database,
      version,
      now: Date.now,
      processId,
      processes: () => [...processes()].map(([id, record]) => ({ id, ...record })),
      regionOf: (id) => processes().get(id)?.region ?? "",
      news: {
        async did({ operator }, action, target, detail) {
          log.info({ operator, action, target, ...detail }, "operator acts");
          await writeAudit(database.kysely, { at: Date.now(), operator, action, target, detail: JSON.stringify(detail) });
        },
        refused: (name) => log.warn({ operator: name }, "operator not signed in"),
      },
    },
    restrictions,
    serviceWords,
    async start() {
      if (!(await operators.areThereAny())) log.info("nobody may sign in at /admin yet: npm run admin -- add NAME");
      await load();
      timers.push(setInterval(() => void load(), LOAD_PERIOD).unref(), setInterval(() => void note(), HISTORY_PERIOD).unref());
    },
    stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
    },
  };

  /** Where the database is away, what was known before goes on to hold. */
  async function load(): Promise<void> {
    try {
      await Promise.all([restrictions.load(), serviceWords.load()]);
    } catch (error) {
      log.warn({ err: error }, "what operators have set is not known anew");
    }
  }

  /** Where the database is away, the graphs have a gap. */
  async function note(): Promise<void> {
    try {
      await history.note(Date.now());
    } catch (error) {
      log.warn({ err: error }, "a point of the last hour is not noted");
    }
  }

  /** To everybody in every room of this process. */
  function announce(text: string): void {
    const order: RoomOrder = { kind: "say", session: null, text };
    void matchMaker.query({ processId: processId() }).then(
      (rooms) => {
        for (const { roomId } of rooms) {
          const room = matchMaker.getLocalRoomById(roomId);
          const obey: unknown = room === undefined ? undefined : Reflect.get(room, OBEY);
          if (typeof obey === "function") Reflect.apply(obey, room, [order]);
        }
      },
      (error: unknown) => log.warn({ err: error }, "an announcement was not made"),
    );
  }
}
