import { once } from "node:events";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type IRoomCache, LocalDriver, LocalPresence, matchMaker, Server, ServerError } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { MODES } from "../shared/content/modes.ts";
import { JoinError } from "../shared/protocol/join-options.ts";
import { LOBBY } from "../shared/protocol/lobby.ts";
import { createCluster } from "./cluster/cluster.ts";
import { Joining, overloadRefusal } from "./cluster/joining.ts";
import { CLUSTER_TIMES } from "./cluster/times.ts";
import type { Config } from "./config.ts";
import { isHandedOver, shareUpgrades, takeOver } from "./http/hand-over.ts";
import { Identification } from "./http/identify.ts";
import { createInternalRoutes } from "./http/internal.ts";
import { InternalServer } from "./http/internal-server.ts";
import { createListener } from "./http/listener.ts";
import { createRoutes } from "./http/routes.ts";
import { judgeUpgrade } from "./http/upgrade.ts";
import { Guests } from "./identity/guests.ts";
import { configuredKeys, storedKeys } from "./identity/keys.ts";
import { Tokens } from "./identity/tokens.ts";
import { Origins } from "./limits/origins.ts";
import { OutstandingSeats } from "./limits/outstanding-seats.ts";
import { TrustedProxies } from "./limits/proxies.ts";
import { RequestRates } from "./limits/request-rates.ts";
import { limitUpgrades } from "./limits/upgrades.ts";
import { prepareTerrains } from "./match/preparation.ts";
import { CURVES } from "./matchmaking/curve.ts";
import { Matchmaking, type MatchmakingOptions } from "./matchmaking/matchmaking.ts";
import { rateResult } from "./matchmaking/rate-result.ts";
import { openMatch } from "./matchmaking/seating.ts";
import { openTicketStore } from "./matchmaking/ticket-stores.ts";
import { Drain } from "./operations/drain.ts";
import { createLibraryLog, createLog, type Log } from "./operations/log.ts";
import { Metrics } from "./operations/metrics/metrics.ts";
import type { Store } from "./operations/metrics/store-metrics.ts";
import { LiveSettings } from "./operations/operators/live-settings.ts";
import { createOperators } from "./operators.ts";
import { OwnProcess } from "./own-process.ts";
import { type ConnectionRates, SEAT_RESERVED_S } from "./rooms/guard/limits.ts";
import { defineLobbyRoom } from "./rooms/lobby-room.ts";
import { defineMatchRoom } from "./rooms/match-room.ts";
import { PlayerSeats } from "./rooms/player-seats.ts";
import { processLoad, processTicks } from "./rooms/process-load.ts";
import type { RoomOptions } from "./rooms/room-options.ts";
import { sizeOf } from "./rooms/room-size.ts";
import { openDatabase } from "./storage/database.ts";
import { migrate } from "./storage/migrations.ts";
import { Outbox } from "./storage/outbox.ts";
import { noteName } from "./storage/players.ts";
import { ratingsOf } from "./storage/ratings.ts";
import { type MatchResult, writeResult } from "./storage/results.ts";
import { readVersion } from "./version.ts";

export interface App {
  /** Resolves once players can join. */
  listen(): Promise<{ port: number; internalPort: number }>;
  /** Works out beforehand what matches need to know of their maps, in between of all else: seconds of work in all. */
  prepare(): Promise<void>;
  /** Whether the process still takes players in: see `Drain`. Its end is not the process's own, which is up to `close`. */
  readonly drain: Drain;
  /** Ends every match, tells every client that the server is shutting down, and frees the port; at the latest after 8 s. */
  close(): Promise<void>;
}

export interface AppOptions {
  rooms?: Partial<Omit<RoomOptions, "playerSeats" | "metrics" | "rates">>;
  log?: Log;
  /** Which of several processes this is that share a port; null for none. */
  worker?: number | null;
  /** Quicker and less choosy, for tests. */
  matchmaking?: Pick<MatchmakingOptions, "times" | "curves">;
}

/** Bytes. No frame of a client is larger; the guard of the rooms has the same limit. */
const MAX_FRAME = 512;

/** ms. Rooms that have not ended by then are left to their fate: a supervisor kills the process 10 s after it asked it to end. */
const CLOSE_DEADLINE = 8_000;

/** ms that requests under way are given to be answered. */
const ANSWER_PATIENCE = 1_000;

const PAGE = fileURLToPath(new URL("../dist/page", import.meta.url));

/**
 * The whole server, wired. One per process at a time: Colyseus keeps its matchmaker in a module. `rooms` sets what tests need
 * to fix (map, seed) and operators do not.
 */
export function createApp(config: Config, { rooms = {}, log = createLog(config.logLevel), worker = null, matchmaking: pace = {} }: AppOptions = {}): App {
  const { tlsCert, tlsKey } = config;
  const listener = createListener(tlsCert === null || tlsKey === null ? null : { cert: tlsCert, key: tlsKey }, config.maxConnections, {
    changed: () => log.info("certificate changed"),
    failed: (error) => log.error({ err: error }, "the new certificate is not served"),
    dropped: () => metrics.door.connectionDropped(),
  });
  const http = listener.server;
  let closing: Promise<void> | null = null;
  const drain = new Drain({
    patience: config.drainSeconds * 1000,
    now: () => performance.now(),
    every: (period, call) => {
      const timer = setInterval(call, period);
      return () => clearInterval(timer);
    },
    isEmpty: () => matchMaker.stats.local.roomCount === 0,
    announce: (life) => {
      log.info({ life }, "drain");
      void cluster?.announce();
    },
  });
  const metrics = new Metrics({
    version: readVersion(process.env),
    queuedModes: Object.keys(CURVES),
    ticks: processTicks,
    load: rooms.load ?? processLoad,
    outstandingSeats: () => outstanding.size,
    outbox: () => outbox.size,
    isReady: () => ownProcess.readiness === "ready",
    waiting: () => matchmaking.waiting(),
  });
  const calls = (store: Store) => (took: number, hasFailed: boolean) => metrics.stores.called(store, took, hasFailed);
  const database = openDatabase({ ...config, called: calls("database"), onFault: (error) => log.error({ err: error }, "database failed") });

  const keys = config.tokenKeys === null ? storedKeys(database, Date.now) : configuredKeys(config.tokenKeys);
  const tokens = new Tokens(keys, Date.now);
  const liveSettings = new LiveSettings(config, (name, text) => operators.serviceWords.keep(name, text));
  const { limits } = liveSettings;
  const rates = new RequestRates(limits);
  const proxies = new TrustedProxies(config.trustedProxies);
  const identification = new Identification({ tokens, rates, proxies });
  const regionHosts = config.regions.map(({ address }) => new URL(address).host);
  const origins = new Origins({ publicUrl: config.publicUrl, hosts: () => [...ownProcess.hosts, ...regionHosts] });
  const outstanding = new OutstandingSeats({ limits, lifetime: SEAT_RESERVED_S * 1000, now: () => performance.now() });
  const playerSeats = new PlayerSeats({
    claimed: (player, session) => void players?.claim(player, session),
    released: (player, session) => void players?.release(player, session),
  });
  const tickets = openTicketStore(config.ticketsRedisUrl ?? config.redisUrl, log, calls("tickets"));
  const matchmaking = new Matchmaking({
    store: tickets.store,
    region: config.region,
    places: () => cluster?.places ?? ownProcess.ownPlaces,
    ratingsOf: (players, mode) => ratingsOf(database.kysely, players, mode),
    openMatch,
    takesIn: () => ownProcess.takesIn,
    log,
    news: metrics.matchmaking,
    ...pace,
  });
  const ownProcess = new OwnProcess({
    config,
    limits,
    drain,
    database,
    tickets,
    cluster: () => cluster,
    isClosing: () => closing !== null,
    load: rooms.load ?? processLoad,
  });
  const outbox = new Outbox({
    directory: join(config.dataDir, "outbox"),
    deliver: async (result) => {
      const outcome = await writeResult(database, result, rateResult, Date.now());
      await database.settle();
      const { matchId: match, mode, ranked, players } = result;
      log.info({ match, mode, ranked, players: players.map(({ playerId }) => playerId), outcome }, "result kept");
    },
    after: (delay, call) => {
      const timer = setTimeout(call, delay).unref();
      return () => clearTimeout(timer);
    },
    log,
  });
  const roundDecided = (result: Omit<MatchResult, "region">): void => {
    outbox.put({ ...result, region: config.region }).catch((error: unknown) => log.error({ err: error, result }, "result not kept"));
  };

  // Anybody may report what they like.
  const browserLog = createLibraryLog(log, "browser", () => performance.now());
  const operators = createOperators({
    liveSettings,
    version: readVersion(process.env),
    database,
    identification,
    proxies,
    log,
    metrics,
    ticks: () => processTicks().ticks,
    processes: () => cluster?.records ?? new Map([[matchMaker.processId, { ...ownProcess.record, headroom: 1, protocol: 0 }]]),
    drain: (isWanted) => (isWanted ? drain.begin() : drain.takeBack()),
    limitsSet: () => {
      http.maxConnections = limits.maxConnections;
    },
  });
  http.on(
    "request",
    createRoutes({
      operators: operators.desk,
      version: readVersion(process.env),
      page: PAGE,
      assets: config.assetBaseUrl,
      regions: { own: config.region, regions: config.regions },
      origins,
      isSecure: tlsCert !== null || config.publicUrl?.startsWith("https:") === true,
      identification,
      rates,
      guests: new Guests(database, tokens, Date.now),
      onReplay: (network) => log.warn({ network }, "a used renewal was presented again"),
      outstanding,
      database,
      named: (player, name) => {
        noteName(database.kysely, player, name, Date.now()).catch((error: unknown) => log.error({ err: error }, "name not noted"));
      },
      readiness: () => ownProcess.readiness,
      hosts: () => ownProcess.hosts,
      // The others do, and may be asked here as well.
      givesSeats: () => ownProcess.takesIn || (cluster !== null && closing === null),
      occupancy: () => ownProcess.occupancy,
      metrics: metrics.door,
      onBrowserError: ({ kind, ...report }) => {
        metrics.browsers.reported(kind);
        browserLog.warn(JSON.stringify({ kind, ...report }));
      },
      joinOrOpen: (name, options, context) => joining.joinOrOpen(name, options, context),
      joinById: (roomId, options, context) => joining.joinById(roomId, options, context),
      elsewhere,
      news: {
        admitted: (fields) => log.info(fields, "player admitted"),
        seatGiven: (fields) => log.info(fields, "seat given"),
        seatRefused: (fields) => log.info(fields, "seat refused"),
        queued: (fields) => log.info(fields, "ticket opened"),
        failed: (error, request) => log.error({ err: error, request }, "request failed"),
      },
      matchmaking,
    }),
  );

  const internal = new InternalServer(
    createInternalRoutes({ registry: metrics.registry, occupancy: () => ownProcess.occupancy, dependencies: () => ownProcess.dependencies() }),
  );
  const cluster =
    config.redisUrl === null
      ? null
      : createCluster({ redisUrl: config.redisUrl, times: CLUSTER_TIMES, record: () => ownProcess.record, log, called: calls("redis") });
  const joining = new Joining({
    find: findOpen,
    lock: cluster?.openingLock ?? null,
    standingOf: (processId) => cluster?.standingOf(processId) ?? (ownProcess.isOverloaded ? "overloaded" : "serving"),
    isForeign: async (roomId) => (await cluster?.driver.isForeign(roomId)) ?? false,
  });
  // Colyseus gets the sockets and the matchmaker; its own HTTP routes are never bound (see http/seats.ts).
  const colyseus = new Server({
    // The guard of the rooms pings, a few at a time: Colyseus would ping everybody at once.
    transport: new WebSocketTransport({
      server: http,
      maxPayload: MAX_FRAME,
      pingInterval: 0,
      beforeUpgrade: judgeUpgrade({
        tokens,
        origins,
        arrived: (session) => outstanding.taken(session),
        refused: (reason) => metrics.door.upgradeRefused(reason),
      }),
    }),
    presence: cluster?.presence ?? new LocalPresence(),
    driver: cluster?.driver ?? new LocalDriver(),
    ...(config.publicAddress === null ? {} : { publicAddress: config.publicAddress }),
    greet: false,
    gracefullyShutdown: false,
    logger: createLibraryLog(log, "colyseus", () => performance.now()),
    selectProcessIdToCreateRoom: async (room) => {
      if (room === LOBBY) return matchMaker.processId;
      const own = ownProcess.ownPlaces > 0 ? matchMaker.processId : null;
      const place = cluster === null ? own : cluster.choosePlace();
      if (place === null && ownProcess.isOverloaded) throw overloadRefusal();
      if (place === null) throw new ServerError(JoinError.SERVER_FULL, "Every room of this server is full; try again in a minute.");
      return place;
    },
  });
  limitUpgrades(http, {
    limits,
    proxies,
    now: () => performance.now(),
    refused: (why) => metrics.door.upgradeRefused(why),
  });
  const players = cluster?.players((player, session) => playerSeats.endOlder(player, session));
  if (worker !== null) {
    shareUpgrades(http, worker, (message, socket) => void process.send?.(message, socket));
    process.on("message", (message: unknown, socket: unknown) => {
      if (isHandedOver(message) && socket instanceof Socket) takeOver(http, message, socket);
    });
  }
  const closesAt = (): number | null => drain.closesAt;
  const connectionRates: ConnectionRates = {
    pingSeconds: config.pingSeconds,
    pongSeconds: config.pongSeconds,
    get messageRate() {
      return limits.messageRate;
    },
    get messageBytes() {
      return limits.messageBytes;
    },
  };
  colyseus
    .define(LOBBY, defineLobbyRoom({ online: () => ownProcess.online, log, playerSeats, metrics: metrics.connections, rates: connectionRates, closesAt }))
    .on("create", () => {
      ownProcess.lobbies += 1;
    })
    .on("dispose", () => {
      ownProcess.lobbies -= 1;
    });
  const seatTaken = (match: string, player: string): void => matchmaking.seatTaken(match, player);
  const { tickRate, arenaBots: bots, maxPlayers, replayDir } = config;
  const options: RoomOptions = {
    tickRate,
    bots,
    maxPlayers,
    chosenMaps: (mode) => liveSettings.mapsOf(mode),
    replayDir,
    // Rooms read them when they open.
    get bytesPerSecond() {
      return limits.bytesPerSecond;
    },
    get idleSeconds() {
      return limits.idleSeconds;
    },
    log,
    playerSeats,
    metrics,
    rates: connectionRates,
    closesAt,
    isMuted: (player) => operators.restrictions.isMuted(player),
    seatTaken,
    roundDecided,
    ...rooms,
  };
  for (const mode of Object.values(MODES)) colyseus.define(mode.name, defineMatchRoom(mode, options));

  /** Who has found a match by ticket is told its region by the ticket. */
  async function elsewhere(player: string, roomId: string): Promise<string | null> {
    if (config.regions.length < 2) return null;
    const ticket = (await matchmaking.tickets.newestOf(player))?.ticket;
    if ((ticket?.state !== "matched" && ticket?.state !== "seated") || ticket.room !== roomId || ticket.region === config.region) return null;
    return config.regions.find(({ name }) => name === ticket.region)?.address ?? null;
  }

  /** Who is in no match waits in the process that was asked; a match may be in any. */
  async function findOpen(name: string, tried: ReadonlySet<string>): Promise<IRoomCache | undefined> {
    const isUntried = ({ roomId }: IRoomCache): boolean => !tried.has(roomId);
    if (cluster !== null && name !== LOBBY) return cluster.driver.findOpen(name, isUntried);
    return (await matchMaker.query({ name, locked: false, private: false, processId: matchMaker.processId })).find(isUntried);
  }

  return {
    drain,
    async listen() {
      await listener.prepare();
      const applied = await migrate(database, Date.now);
      if (applied.length > 0) log.info({ applied }, "database brought up to date");
      // Made before anybody is let in: a token is good in every process at once.
      await keys.signing();
      await outbox.start();
      await cluster?.start();
      await tickets.ready();
      await matchMaker.accept();
      matchmaking.start();
      await operators.start();
      const port = await new Promise<number>((resolve, reject) => {
        http.once("error", reject);
        http.listen(config.port, config.host, () => {
          http.off("error", reject);
          const address = http.address();
          resolve(typeof address === "object" && address !== null ? address.port : config.port);
        });
      });
      const internalPort = await internal.listen({ host: config.internalHost, port: config.internalPort, worker });
      return { port, internalPort };
    },
    async prepare() {
      for (const mode of Object.values(MODES)) await prepareTerrains(sizeOf(mode, options).terrains, () => turn());
    },
    close() {
      closing ??= closeWithin(CLOSE_DEADLINE);
      return closing;
    },
  };

  async function closeWithin(deadline: number): Promise<void> {
    // Colyseus closes it too, and it tells only once.
    const freed = http.listening ? once(http, "close") : Promise.resolve();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), deadline);
    });
    const ended = await Promise.race([Promise.all([matchmaking.stop(), colyseus.gracefullyShutdown(false)]), late]);
    clearTimeout(timer);
    if (ended === "late") log.warn({ deadline }, "rooms did not end in time");
    await internal.close();
    operators.stop();
    listener.stop();
    tickets.close();
    await cluster?.stop();
    http.close();
    // Whoever has asked is answered.
    http.closeIdleConnections();
    await Promise.race([freed, pause(ANSWER_PATIENCE, undefined, { ref: false })]);
    http.closeAllConnections();
    await outbox.stop();
    await database.close();
  }
}
