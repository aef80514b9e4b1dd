import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { type Called, openRedis, redisReady } from "../cluster/redis.ts";
import { CLUSTER_TIMES } from "../cluster/times.ts";
import type { Log } from "../operations/log.ts";
import { MemoryTickets } from "./memory-tickets.ts";
import { RedisTickets } from "./redis-tickets.ts";
import type { TicketStore } from "./ticket-store.ts";

/** ms that the first answer of Redis is waited for: it may be started together with the servers. */
const FIRST_PATIENCE = 10_000;

export interface OpenedStore {
  readonly store: TicketStore;
  /** @throws {Error} when Redis cannot be reached */
  ready(): Promise<void>;
  /** Whether it answers at the moment. */
  readonly isConnected: boolean;
  close(): void;
}

/** Where the tickets of this process are: in itself, or with a Redis in there, for all processes of the same protocol in all regions that share it. */
export function openTicketStore(redisUrl: string | null, log: Log, called: Called): OpenedStore {
  // The wall clock can be set; this one only goes on.
  if (redisUrl === null)
    return {
      store: new MemoryTickets(() => Math.round(performance.timeOrigin + performance.now())),
      ready: async () => undefined,
      isConnected: true,
      close: () => undefined,
    };
  const redis = openRedis(redisUrl, { command: CLUSTER_TIMES.command, log, called });
  return {
    store: new RedisTickets(redis, PROTOCOL_VERSION),
    ready: () => redisReady(redis, FIRST_PATIENCE, "TICKETS_REDIS_URL"),
    get isConnected() {
      return redis.status === "ready";
    },
    close: () => redis.disconnect(),
  };
}
