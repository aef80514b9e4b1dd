import { type Config, SETTINGS, type Setting } from "./settings.ts";

export type { Config } from "./settings.ts";

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
    internalHost: read(SETTINGS.internalHost, ""),
    internalPort: read(SETTINGS.internalPort, null),
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
    addressConnections: read(SETTINGS.addressConnections, 0),
    maxConnections: read(SETTINGS.maxConnections, 0),
    upgradeRate: read(SETTINGS.upgradeRate, 0),
    messageRate: read(SETTINGS.messageRate, 0),
    messageBytes: read(SETTINGS.messageBytes, 0),
    pingSeconds: read(SETTINGS.pingSeconds, 0),
    pongSeconds: read(SETTINGS.pongSeconds, 0),
    idleSeconds: read(SETTINGS.idleSeconds, 0),
    tlsCert: read(SETTINGS.tlsCert, null),
    tlsKey: read(SETTINGS.tlsKey, null),
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
  if ((config.tlsCert === null) !== (config.tlsKey === null)) wrong.push("TLS_CERT and TLS_KEY go together: set both, or none for plain HTTP.");
  if (config.tlsCert !== null && config.workers > 1)
    wrong.push(`WORKERS is ${config.workers}; processes that share a port hand plain sockets on: speak TLS with one, or in a proxy before them.`);
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
    return `  ${setting.variable.padEnd(20)}${setting.meaning}\n${" ".repeat(22)}takes ${setting.takes}${initial}`;
  });
  return ["Strafe is configured by environment variables, for example PORT=8080 npm start:", "", ...rows].join("\n");
}
