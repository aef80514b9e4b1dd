import { availableParallelism } from "node:os";
import { z } from "zod";
import type { Region } from "../shared/protocol/regions.ts";
import { PUBLIC_ADDRESS } from "./cluster/public-address.ts";
import { REDIS_URL } from "./cluster/redis-url.ts";
import type { SigningKey } from "./identity/keys.ts";
import { isNetwork } from "./limits/proxies.ts";
import { BYTES_PER_SECOND, RATE_LEAST } from "./replication/allowance.ts";

/** Everything that an operator can set, validated. */
export interface Config {
  /** Address or name that the server listens on. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Address and port for metrics, health and profiles: for who runs the process, not for players. Null: the usual port, or any where that is taken. */
  internalHost: string;
  internalPort: number | null;
  /** Where players open the page, shown at the start; null for the address listened on. */
  publicUrl: string | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
  tickRate: 20 | 40;
  /** Bodies that bots fill an arena up to; null for the map's own number. */
  arenaBots: number | null;
  maxRooms: number;
  /** People who may play in one arena; more than 100 play at 20 ticks per second. */
  maxPlayers: number;
  /** That one client is sent at most. */
  bytesPerSecond: number;
  /** Directory that round logs are written to; null for none. */
  replayDir: string | null;
  /** The Redis that several processes are one service by; null for a process of its own. */
  redisUrl: string | null;
  /** The Redis of the tickets of all regions; null for `redisUrl`. */
  ticketsRedisUrl: string | null;
  /** `host[:port][/path]` at which players reach this very process; null without `redisUrl`. */
  publicAddress: string | null;
  /** Where this process is: all processes of one Redis are of one region. */
  region: string;
  /** Processes that share the port. */
  workers: number;
  /** All regions of the service, this one too, with the addresses of their pages; empty where there is but one. */
  regions: Region[];
  /** Where the page takes its files from, without a slash at its end; null for this server. */
  assetBaseUrl: string | null;
  /** s that matches are given to end when the process is asked to. */
  drainSeconds: number;
  /** Directory of what has to last: the database where no other is named, and results not yet in it. */
  dataDir: string;
  /** PostgreSQL in place of the file in `dataDir`; null for none. */
  databaseUrl: string | null;
  /** What tokens are signed with, the first of them, and believed by; null for keys in the database. */
  tokenKeys: readonly [SigningKey, ...SigningKey[]] | null;
  /** Proxies whose word is believed on where a request came from. */
  trustedProxies: readonly string[];
  /** Requests per minute that one address may make. */
  apiRate: number;
  /** Seats of one address that may wait for their sockets. */
  addressSeats: number;
  /** WebSockets of one address, and TCP connections in all, that this process holds. */
  addressConnections: number;
  maxConnections: number;
  /** WebSockets that may be opened per second, by everybody together. */
  upgradeRate: number;
  /** Messages per second and connection, beside input, and bytes of everything that it sends. */
  messageRate: number;
  messageBytes: number;
  /** s between two pings of a connection, and that it has to answer one. */
  pingSeconds: number;
  pongSeconds: number;
  /** s that a player may do nothing in a match; 0: for ever. */
  idleSeconds: number;
  /** Files of the certificate and its key, where this process speaks TLS itself; null for plain HTTP. */
  tlsCert: string | null;
  tlsKey: string | null;
}

/** Where Prometheus looks for exporters by convention: the number is nobody else's. */
export const INTERNAL_PORT = 9464;

export interface Setting<T> {
  variable: string;
  takes: string;
  meaning: string;
  /** As it would stand in the environment; null where the default has no value to write. */
  initial: string | null;
  /** May hold a password: it is shown nowhere. */
  isSecret?: true;
  schema: z.ZodType<T>;
}

function wholeNumber(least: number, most: number) {
  return {
    takes: `a whole number from ${least} to ${most}`,
    schema: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .pipe(z.number().min(least).max(most)),
  };
}

function oneOf<const T extends string>(...words: T[]) {
  return { takes: words.join(", "), schema: z.enum(words) };
}

/** 32 characters of the worst kind of secret, hexadecimal digits, are 128 bits. */
const TOKEN_KEY = /^([\w-]{1,32}):([!-+\--~]{32,})$/;

function toSigningKeys(list: string, context: z.RefinementCtx): [SigningKey, ...SigningKey[]] {
  const [first, ...others] = list.split(",").map((entry) => {
    const [, kid, secret] = TOKEN_KEY.exec(entry.trim()) ?? [];
    if (kid !== undefined && secret !== undefined) return { kid, secret: new TextEncoder().encode(secret) };
    context.addIssue({ code: "custom", message: "not a key" });
    return z.NEVER;
  });
  return first === undefined ? z.NEVER : [first, ...others];
}

const text = { takes: "text", schema: z.string() };

const REGION_NAME = /^[a-z\d-]{1,32}$/;

function regionOf(words: string): Region {
  const [name = "", address = ""] = words.split(/=(.*)/s);
  return { name, address: address.replace(/\/$/, "") };
}

/** One entry per variable; `--help` and every complaint are written from it. */
export const SETTINGS: { [Key in keyof Config]: Setting<Config[Key]> } = {
  host: { variable: "HOST", meaning: "address to listen on", initial: "0.0.0.0", takes: "an address or a host name", schema: z.string().regex(/^[\w.:-]+$/) },
  port: { variable: "PORT", meaning: "port for page, HTTP and WebSocket; 0 takes a free one", initial: "2567", ...wholeNumber(0, 65535) },
  internalHost: {
    variable: "INTERNAL_HOST",
    meaning: "address to listen on for metrics, health and profiles, which are for nobody else",
    initial: "127.0.0.1",
    takes: "an address or a host name",
    schema: z.string().regex(/^[\w.:-]+$/),
  },
  internalPort: {
    variable: "INTERNAL_PORT",
    meaning: `port for metrics, health and profiles; 0 takes a free one; unset: ${INTERNAL_PORT}, or a free one where that is taken; workers take the next ones`,
    initial: null,
    ...wholeNumber(0, 65535),
  },
  publicUrl: {
    variable: "PUBLIC_URL",
    meaning: "where players open the page, shown at the start",
    initial: null,
    takes: "an http or https address",
    schema: z.url({ protocol: /^https?$/ }),
  },
  logLevel: { variable: "LOG_LEVEL", meaning: "least level that is logged", initial: "info", ...oneOf("silent", "error", "warn", "info", "debug") },
  tickRate: {
    variable: "TICK_RATE",
    meaning: "ticks per second",
    initial: "40",
    takes: "20, 40",
    schema: z.enum(["20", "40"]).transform((rate) => (rate === "20" ? 20 : 40)),
  },
  // 100 bodies are what an arena is made for.
  arenaBots: { variable: "ARENA_BOTS", meaning: "bodies that bots fill an arena up to; unset: the map's own number", initial: null, ...wholeNumber(0, 100) },
  maxRooms: { variable: "MAX_ROOMS", meaning: "rooms that this process opens at most", initial: "20", ...wholeNumber(1, 1000) },
  maxPlayers: {
    variable: "MAX_PLAYERS",
    meaning: "people who may play in one arena; more than 100 play at 20 ticks per second",
    initial: "16",
    // What one core can simulate and send at 20 ticks per second ends before that; bodies have ids of 16 bits.
    ...wholeNumber(1, 1000),
  },
  bytesPerSecond: {
    variable: "BYTES_PER_SECOND",
    meaning: "bytes per second that one client is sent at most; what matters least to it waits then",
    initial: String(BYTES_PER_SECOND),
    // Less is not kept to; more than that no fight takes.
    ...wholeNumber(RATE_LEAST, 1_000_000),
  },
  drainSeconds: {
    variable: "DRAIN_SECONDS",
    meaning: "seconds that matches are given to end when the process is asked to (SIGTERM); 0 ends it at once",
    // Longer than the longest round.
    initial: "600",
    ...wholeNumber(0, 86_400),
  },
  replayDir: { variable: "REPLAY_DIR", meaning: "directory for the logs of finished rounds; unset: none are written", initial: null, ...text },
  redisUrl: {
    variable: "REDIS_URL",
    meaning: "Redis by which several processes are one service; unset: this process is one of its own",
    initial: null,
    isSecret: true,
    takes: "redis://, rediss:// or redis+sentinel://, then [user[:password]@]host[:port][,host:port…][/master][/database]",
    schema: z.string().regex(REDIS_URL),
  },
  ticketsRedisUrl: {
    variable: "TICKETS_REDIS_URL",
    meaning: "Redis that all regions keep their tickets in, so that players of several meet; unset: the one of REDIS_URL",
    initial: null,
    isSecret: true,
    takes: "the same as REDIS_URL",
    schema: z.string().regex(REDIS_URL),
  },
  publicAddress: {
    variable: "PUBLIC_ADDRESS",
    meaning: "where players reach this very process; with REDIS_URL it must be set",
    initial: null,
    takes: "host[:port][/path]",
    schema: z.string().regex(PUBLIC_ADDRESS),
  },
  region: {
    variable: "REGION",
    meaning: "name of the region that this process is in, the same for all of one Redis",
    initial: "local",
    takes: "lower-case letters, digits and hyphens",
    schema: z.string().regex(REGION_NAME),
  },
  workers: {
    variable: "WORKERS",
    meaning: "processes that share the port; more than one need REDIS_URL; auto: one per core",
    initial: "1",
    takes: "auto, or a whole number from 1 to 128",
    schema: z
      .string()
      .regex(/^(auto|\d{1,3})$/)
      .transform((word) => (word === "auto" ? availableParallelism() : Number(word)))
      .pipe(z.number().min(1).max(128)),
  },
  regions: {
    variable: "REGIONS",
    meaning: "all regions with the addresses of their pages, for players to choose from; unset: there is but one",
    initial: null,
    takes: "name=https://host[:port], several of them with commas between",
    schema: z
      .string()
      .transform((words) => words.split(",").map(regionOf))
      .pipe(z.array(z.object({ name: z.string().regex(REGION_NAME), address: z.url({ protocol: /^https?$/ }).regex(/^https?:\/\/[^/]+$/) }))),
  },
  assetBaseUrl: {
    variable: "ASSET_BASE_URL",
    meaning: "where the page takes its files from, a CDN that fetches them from /assets here; unset: from this server",
    initial: null,
    takes: "an http or https address",
    schema: z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, "")),
  },
  dataDir: { variable: "DATA_DIR", meaning: "directory for what has to last: the database, and results on their way there", initial: "data", ...text },
  databaseUrl: {
    variable: "DATABASE_URL",
    meaning: "PostgreSQL to keep players and results in; unset: a SQLite file in DATA_DIR; with REDIS_URL it must be set",
    initial: null,
    takes: "an address like postgres://user:password@host:5432/name",
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    isSecret: true,
  },
  tokenKeys: {
    variable: "TOKEN_KEYS",
    meaning: "keys that sign the tokens of players: the first signs, all are believed; unset: keys that the database keeps",
    initial: null,
    takes: "name:secret,name:secret,… with secrets of at least 32 printable characters and no comma",
    schema: z.string().transform(toSigningKeys),
    isSecret: true,
  },
  trustedProxies: {
    variable: "TRUSTED_PROXIES",
    meaning: "proxies whose X-Forwarded-For is believed; unset: nobody's",
    initial: "none",
    takes: "addresses and networks like 10.0.0.0/8, separated by commas; or none",
    schema: z
      .string()
      .transform((list) => (list === "none" ? [] : list.split(",").map((entry) => entry.trim())))
      .refine((entries) => entries.every(isNetwork)),
  },
  apiRate: {
    variable: "API_RATE",
    meaning: "requests per minute that one address may make",
    // A page makes a handful for each match: enough for the hundred people behind one address of a school.
    initial: "600",
    ...wholeNumber(10, 1_000_000),
  },
  addressSeats: {
    variable: "ADDRESS_SEATS",
    meaning: "seats of one address that may wait for their sockets, each for 8 seconds",
    initial: "40",
    ...wholeNumber(1, 100_000),
  },
  addressConnections: {
    variable: "ADDRESS_CONNECTIONS",
    meaning: "WebSockets that one address may have open at this process",
    // A school, an office or the customers of a mobile network are one address; a menu and a match are one each.
    initial: "200",
    ...wholeNumber(1, 1_000_000),
  },
  maxConnections: {
    variable: "MAX_CONNECTIONS",
    meaning: "connections that this process accepts in all",
    // 14 MB of memory for each 1,000 that idle; files are needed beside them, of which systems give a process 65,536 or more.
    initial: "20000",
    ...wholeNumber(10, 1_000_000),
  },
  upgradeRate: {
    variable: "UPGRADE_RATE",
    meaning: "WebSockets that may be opened per second at this process; who comes then is to try again",
    // Each costs about 1 ms: half of a core, while matches go on with the other half.
    initial: "500",
    ...wholeNumber(1, 100_000),
  },
  messageRate: {
    variable: "MESSAGE_RATE",
    meaning: "messages per second that one connection may send beside input; in a lobby half as many",
    // A client says one or two.
    initial: "10",
    ...wholeNumber(2, 10_000),
  },
  messageBytes: {
    variable: "MESSAGE_BYTES",
    meaning: "bytes per second that one connection may send in all; in a lobby a quarter of it",
    // Input at 40 ticks takes 600, and may come twice as often while a backlog drains.
    initial: "8192",
    ...wholeNumber(1024, 10_000_000),
  },
  pingSeconds: {
    variable: "PING_SECONDS",
    meaning: "seconds between two pings of a connection",
    // With the time for the answer below the 16 s after which nobody should wait for who has vanished; often enough for proxies that cut silent lines.
    initial: "10",
    ...wholeNumber(1, 3600),
  },
  pongSeconds: { variable: "PONG_SECONDS", meaning: "seconds that a connection has to answer a ping", initial: "5", ...wholeNumber(1, 3600) },
  idleSeconds: {
    variable: "IDLE_SECONDS",
    meaning: "seconds that a player may do nothing in a match before the place goes to somebody else; 0: for ever",
    // Longer than a telephone call that one does not take, shorter than a round.
    initial: "120",
    takes: "0, or a whole number from 5 to 86400",
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((seconds) => seconds === 0 || (seconds >= 5 && seconds <= 86_400)),
  },
  tlsCert: {
    variable: "TLS_CERT",
    meaning: "file of the certificate with its chain (PEM), where this process speaks TLS itself; read again when it changes",
    initial: null,
    ...text,
  },
  tlsKey: { variable: "TLS_KEY", meaning: "file of the certificate's key (PEM)", initial: null, ...text },
};
