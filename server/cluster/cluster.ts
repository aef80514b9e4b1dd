import { performance } from "node:perf_hooks";
import { type IRoomCache, matchMaker } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Log } from "../operations/log.ts";
import type { OpeningLock, Standing } from "./joining.ts";
import { OPEN_ROOMS_PREFIX, PROCESS_CHANNEL_PREFIX, PROCESS_NEWS_CHANNEL } from "./keys.ts";
import { openingLock } from "./opening-lock.ts";
import { choosePlace, countPlaces, type PlaceWish } from "./placement.ts";
import { type EndOlder, Players } from "./players.ts";
import type { ProcessRecord } from "./process-record.ts";
import { ProcessTable } from "./process-table.ts";
import { type Called, openRedis, redisReady } from "./redis.ts";
import { RegistryDriver } from "./registry-driver.ts";
import { RegistryPresence } from "./registry-presence.ts";
import { SubscriberProbe } from "./subscriber-probe.ts";
import type { ClusterTimes } from "./times.ts";

export interface ClusterOptions {
  redisUrl: string;
  times: ClusterTimes;
  /** What there is to say of this process at the moment, but for what is known here. */
  record: () => Omit<ProcessRecord, "headroom" | "protocol">;
  log: Log;
  called: Called;
}

/** What makes this process one of several. */
export interface Cluster {
  readonly presence: RegistryPresence;
  readonly driver: RegistryDriver;
  readonly openingLock: OpeningLock;
  /** Everybody's records by process, this process' own among them. */
  readonly records: ReadonlyMap<string, ProcessRecord>;
  /** Does Redis answer, and does what is published there arrive here? */
  readonly isConnected: boolean;
  /** One connection per player over all processes; `endOlder` ends one in this process. To be asked for once. */
  players(endOlder: EndOlder): Players;
  /** The process to open a room on; null when all have as many as they take. */
  choosePlace(): string | null;
  /** How the process stands that refused somebody. */
  standingOf(processId: string): Standing;
  /** Rooms that could be opened now. */
  readonly places: number;
  /** @throws {NoRegistryError} when Redis cannot be reached */
  start(): Promise<void>;
  /** Tells the others at once what has become of this process. */
  announce(): Promise<void>;
  /** After the last room has ended. */
  stop(): Promise<void>;
}

/** Probes that may be missing before this process counts as cut off. */
const PROBES_MISSING = 2.5;

export function createCluster({ redisUrl, times, record, log, called }: ClusterOptions): Cluster {
  // Which processes there are is known from their heartbeats, and who does not answer is passed over: Colyseus would ask it first.
  matchMaker.setHealthChecksEnabled(false);
  const redis = openRedis(redisUrl, { command: times.command, log, called });
  const processId = (): string => matchMaker.processId;
  const overdue = new Set<string>();
  let headroom = 1;
  let loop = performance.eventLoopUtilization();
  let timer: NodeJS.Timeout | null = null;
  let beating: Promise<void> | null = null;
  let probe: SubscriberProbe | null = null;
  let players: Players | null = null;
  let isStopped = false;

  const driver = new RegistryDriver({
    redis,
    processId,
    isServing: (id) => table.isServing(id),
    overdue,
    lost: (roomId) => void endRoom(roomId),
    log,
  });
  const table = new ProcessTable({
    redis,
    times,
    processId,
    record: () => ({ ...record(), headroom, protocol: PROTOCOL_VERSION }),
    alsoAlive: () => driver.names.map((name) => `${OPEN_ROOMS_PREFIX}${name}`),
    log,
  });
  const presence = new RegistryPresence({ redis, reply: times.reply, unanswered, overdue, log });

  return {
    presence,
    driver,
    openingLock: openingLock(redis),
    get records() {
      return table.records;
    },
    get isConnected() {
      return redis.status === "ready" && probe !== null && performance.now() - probe.heardAt < PROBES_MISSING * times.probe;
    },
    players(endOlder) {
      players = new Players({ redis, presence, processId: processId(), endOlder, log });
      return players;
    },
    choosePlace() {
      const place = choosePlace(table.serving, wish());
      if (place !== null) table.expectRoom(place);
      return place;
    },
    standingOf: (processId) => table.standingOf(processId),
    get places() {
      return countPlaces(table.serving.values(), wish());
    },
    async start() {
      await redisReady(redis, times.start);
      probe = new SubscriberProbe({ redis, presence, processId: processId(), period: times.probe, log });
      // Whose record has changed is asked for it at once: nobody is to be sent to a process that drains.
      await presence.subscribe(PROCESS_NEWS_CHANNEL, () => void beat());
      await beat();
      // The others learn at once that there is one more to open matches on.
      await presence.publish(PROCESS_NEWS_CHANNEL, matchMaker.processId);
      // What Redis lost is listed again at once, not with the next heartbeat.
      redis.on("ready", () => void beat());
    },
    async announce() {
      // One that is under way may say what was true before.
      await beating;
      await beat();
      await presence.publish(PROCESS_NEWS_CHANNEL, matchMaker.processId);
    },
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      probe?.stop();
      await beating;
      await table.leave().catch(() => {
        // Away: the others find out that this process is gone.
      });
      redis.disconnect();
    },
  };

  /** Whoever asks this process is in its region, and speaks its version: the door refuses all others. */
  function wish(): PlaceWish {
    return { region: record().region, protocol: PROTOCOL_VERSION };
  }

  /** One at a time; the next follows a heartbeat after this one began, or at once when this one took longer. */
  function beat(): Promise<void> {
    if (beating !== null) return beating;
    // Whoever has left does not come back by a word that was still to be said.
    if (isStopped) return Promise.resolve();
    if (timer !== null) clearTimeout(timer);
    const began = performance.now();
    beating = beatOnce().finally(() => {
      beating = null;
      if (!isStopped) timer = setTimeout(() => void beat(), Math.max(0, began + times.heartbeat - performance.now()));
    });
    return beating;
  }

  async function beatOnce(): Promise<void> {
    const now = performance.eventLoopUtilization();
    headroom = 1 - performance.eventLoopUtilization(now, loop).utilization;
    loop = now;
    try {
      await table.beat();
      await driver.relist();
      await players?.renew();
      await matchMaker.stats.persist(true);
    } catch (error) {
      log.debug({ err: error }, "no heartbeat");
    }
  }

  /** Whoever was asked by this channel does not answer: is it the process, or is only the room gone? */
  async function unanswered(channel: string, listeners: number): Promise<void> {
    try {
      if (channel.startsWith(PROCESS_CHANNEL_PREFIX)) return table.suspect(channel.slice(PROCESS_CHANNEL_PREFIX.length));
      const room: IRoomCache | undefined = await driver.findOne({ roomId: channel.slice(1) });
      if (room !== undefined && (listeners > 0 || !(await table.isListening(room.processId)))) table.suspect(room.processId);
    } catch (error) {
      log.debug({ err: error, channel }, "nobody answered");
    }
  }

  async function endRoom(roomId: string): Promise<void> {
    try {
      await matchMaker.getLocalRoomById(roomId)?.disconnect(CloseCode.MATCH_FAILED);
    } catch (error) {
      log.error({ err: error, room: roomId }, "room did not end");
    }
  }
}
