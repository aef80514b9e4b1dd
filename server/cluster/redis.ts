import { Redis } from "ioredis";
import type { Log } from "../operations/log.ts";
import { connectionOf } from "./redis-url.ts";

/** ms between two attempts to connect again: Redis is missed at every join. */
const RECONNECT_PERIOD = 300;

/** Redis does not answer. What is asked of it now fails at once; what runs without it runs on. */
export class RegistryAwayError extends Error {
  override readonly name = "RegistryAwayError";

  constructor(cause: unknown) {
    super("The servers cannot reach their registry at the moment.", { cause });
  }
}

/** A server that is to be one of several cannot start alone. */
export class NoRegistryError extends Error {
  override readonly name = "NoRegistryError";

  /** `variable`: what names its address. */
  constructor(variable: string, cause: unknown) {
    super(`No Redis answers at ${variable}; start it, or correct the address.`, { cause });
  }
}

/**
 * A connection that fails quickly: a command is answered within `command` ms or rejected, and never kept for a later connection. What
 * came too late would speak of rooms and seats that are gone by then.
 */
export function openRedis(url: string, { command, log, called = () => undefined }: { command: number; log: Log; called?: Called }): Redis {
  const redis = new Redis({
    ...connectionOf(url),
    commandTimeout: command,
    connectTimeout: command,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: () => RECONNECT_PERIOD,
    sentinelRetryStrategy: () => RECONNECT_PERIOD,
  });
  reportOutages(redis, log);
  timeCommands(redis, called);
  return redis;
}

/** Told of every command: ms until its answer, and whether it failed. */
export type Called = (took: number, hasFailed: boolean) => void;

/** Every command goes through here, those of scripts and pipelines too. */
function timeCommands(redis: Redis, called: Called): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    const from = performance.now();
    command.promise.then(
      () => called(performance.now() - from, false),
      // Whoever asked hears of it as well.
      () => called(performance.now() - from, true),
    );
    return send(command, stream);
  };
}

/** One line when the connection is lost, one when it is back: attempts in between say nothing new. */
function reportOutages(redis: Redis, log: Log): void {
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway) log.error({ err: error }, "Redis is away");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) log.info("Redis is back");
    isAway = false;
  });
}

/**
 * Waits until Redis answers.
 * @throws {NoRegistryError} when it does not within `patience` ms
 */
export async function redisReady(redis: Redis, patience: number, variable = "REDIS_URL"): Promise<void> {
  if (redis.status === "ready") return;
  let last: unknown = null;
  await new Promise<void>((resolve, reject) => {
    const failed = (error: unknown): void => {
      last = error;
    };
    const ready = (): void => {
      clearTimeout(timer);
      redis.off("error", failed);
      resolve();
    };
    const timer = setTimeout(() => {
      redis.off("ready", ready).off("error", failed);
      reject(new NoRegistryError(variable, last));
    }, patience);
    redis.once("ready", ready).on("error", failed);
  });
}
