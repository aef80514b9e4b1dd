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
}

interface Setting<T> {
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
const SETTINGS: { [Key in keyof Config]: Setting<Config[Key]> } = {
  host: { variable: "HOST", meaning: "address to listen on", initial: "0.0.0.0", takes: "an address or a host name", schema: z.string().regex(/^[\w.:-]+$/) },
  port: { variable: "PORT", meaning: "port for page, HTTP and WebSocket; 0 takes a free one", initial: "2567", ...wholeNumber(0, 65535) },
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
};

/** What is wrong with the environment, one line per variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * The configuration that an environment asks for. A variable that is unset or empty takes its default.
 * @throws {ConfigError} that names each wrong variable, what it got and what it takes
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const wrong: string[] = [];

  function read<T>(setting: Setting<T>, unset: T): T {
    const given = environment[setting.variable];
    const value = given === undefined || given === "" ? setting.initial : given;
    if (value === null) return unset;
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    wrong.push(`${setting.variable} is ${setting.isSecret ? "wrong" : JSON.stringify(value)}; it takes ${setting.takes}.`);
    return unset;
  }

  const config: Config = {
    host: read(SETTINGS.host, ""),
    port: read(SETTINGS.port, 0),
    publicUrl: read(SETTINGS.publicUrl, null),
    logLevel: read(SETTINGS.logLevel, "info"),
    tickRate: read(SETTINGS.tickRate, 40),
    arenaBots: read(SETTINGS.arenaBots, null),
    maxRooms: read(SETTINGS.maxRooms, 0),
    maxPlayers: read(SETTINGS.maxPlayers, 0),
    bytesPerSecond: read(SETTINGS.bytesPerSecond, 0),
    replayDir: read(SETTINGS.replayDir, null),
    redisUrl: read(SETTINGS.redisUrl, null),
    ticketsRedisUrl: read(SETTINGS.ticketsRedisUrl, null),
    publicAddress: read(SETTINGS.publicAddress, null),
    region: read(SETTINGS.region, ""),
    workers: read(SETTINGS.workers, 1),
    regions: read(SETTINGS.regions, []),
    assetBaseUrl: read(SETTINGS.assetBaseUrl, null),
    drainSeconds: read(SETTINGS.drainSeconds, 0),
    dataDir: read(SETTINGS.dataDir, ""),
    databaseUrl: read(SETTINGS.databaseUrl, null),
    tokenKeys: read(SETTINGS.tokenKeys, null),
    trustedProxies: read(SETTINGS.trustedProxies, []),
    apiRate: read(SETTINGS.apiRate, 0),
    addressSeats: read(SETTINGS.addressSeats, 0),
  };
  if (config.redisUrl !== null && config.publicAddress === null && wrong.length === 0)
    wrong.push("PUBLIC_ADDRESS is unset; with REDIS_URL it takes host[:port][/path] at which players reach this very process.");
  if (config.redisUrl !== null && config.databaseUrl === null && wrong.length === 0)
    wrong.push("DATABASE_URL is unset; with REDIS_URL it takes the PostgreSQL in which all processes keep players, results and the keys of tokens.");
  if (config.ticketsRedisUrl !== null && config.redisUrl === null && wrong.length === 0)
    wrong.push("TICKETS_REDIS_URL is set without REDIS_URL; only the tickets are shared by regions: set the Redis of this one as well.");
  if (config.workers > 1 && config.redisUrl === null && wrong.length === 0)
    wrong.push(`WORKERS is ${config.workers}; more than one process are one service by a Redis only: set REDIS_URL as well.`);
  if (config.regions.length > 0 && !config.regions.some(({ name }) => name === config.region))
    wrong.push(`REGION is ${JSON.stringify(config.region)}; it takes one of those that REGIONS names.`);
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  return config;
}

/** For a log: what may hold a password is only said to be set. */
export function withoutSecrets(config: Config): Record<string, unknown> {
  const shown = Object.entries(SETTINGS).map(([key, { isSecret }]) => {
    const value: unknown = Reflect.get(config, key);
    return [key, isSecret === true && value !== null ? "set" : value];
  });
  return Object.fromEntries(shown);
}

/** The text of `--help`. */
export function describeConfig(): string {
  const rows = Object.values(SETTINGS).map((setting) => {
    const initial = setting.initial === null ? "" : `; default ${setting.initial}`;
    return `  ${setting.variable.padEnd(18)}${setting.meaning}\n${" ".repeat(20)}takes ${setting.takes}${initial}`;
  });
  return ["Strafe is configured by environment variables, for example PORT=8080 npm start:", "", ...rows].join("\n");
}
