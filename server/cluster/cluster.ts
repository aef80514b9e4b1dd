import type { Log } from "../operations/log.ts";
import { openRedis, redisReady } from "./redis.ts";
import { RegistryDriver } from "./registry-driver.ts";
import { RegistryPresence } from "./registry-presence.ts";
import type { ClusterTimes } from "./times.ts";

/** ms that the first answer of Redis is waited for: it may be started together with the servers. */
const FIRST_PATIENCE = 10_000;

export interface ClusterOptions {
  redisUrl: string;
  times: ClusterTimes;
  log: Log;
}

/** What makes this process one of several. */
export interface Cluster {
  readonly presence: RegistryPresence;
  readonly driver: RegistryDriver;
  /** @throws {Error} when Redis cannot be reached */
  start(): Promise<void>;
  /** After the last room has ended. */
  stop(): Promise<void>;
}

export function createCluster({ redisUrl, times, log }: ClusterOptions): Cluster {
  const redis = openRedis(redisUrl, { command: times.command, log });
  const presence = new RegistryPresence(redis);
  const driver = new RegistryDriver(redis);
  return {
    presence,
    driver,
    start: () => redisReady(redis, FIRST_PATIENCE),
    async stop() {
      redis.disconnect();
    },
  };
}
