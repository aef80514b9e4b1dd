import { describe, expect, test } from "vitest";
import { ConfigError, describeConfig, readConfig, withoutSecrets } from "../../server/config.ts";

function complaint(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

describe("the configuration", () => {
  test("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      host: "0.0.0.0",
      port: 2567,
      internalHost: "127.0.0.1",
      internalPort: null,
      publicUrl: null,
      logLevel: "info",
      tickRate: 40,
      arenaBots: null,
      maxRooms: 20,
      maxPlayers: 16,
      bytesPerSecond: 24_000,
      replayDir: null,
      drainSeconds: 600,
      redisUrl: null,
      ticketsRedisUrl: null,
      publicAddress: null,
      region: "local",
      dataDir: "data",
      databaseUrl: null,
      tokenKeys: null,
      trustedProxies: [],
      apiRate: 600,
      addressSeats: 40,
      addressConnections: 200,
      maxConnections: 20_000,
      upgradeRate: 500,
      messageRate: 10,
      messageBytes: 8192,
      pingSeconds: 10,
      pongSeconds: 5,
      idleSeconds: 120,
      tlsCert: null,
      tlsKey: null,
      workers: 1,
      regions: [],
      assetBaseUrl: null,
    });
  });

  test("takes every variable", () => {
    const environment = {
      HOST: "127.0.0.1",
      PORT: "0",
      PUBLIC_URL: "https://play.example.org/arena",
      LOG_LEVEL: "silent",
      TICK_RATE: "20",
      ARENA_BOTS: "0",
      MAX_ROOMS: "3",
      MAX_PLAYERS: "2",
      BYTES_PER_SECOND: "16000",
      REPLAY_DIR: "/var/lib/strafe",
      DRAIN_SECONDS: "30",
      REDIS_URL: "rediss://:secret@redis.example.org:6380/1",
      TICKETS_REDIS_URL: "redis://tickets.example.org",
      PUBLIC_ADDRESS: "play.example.org/p/one",
      REGION: "eu-west",
      DATA_DIR: "/var/lib/strafe/data",
      DATABASE_URL: "postgres://strafe:secret@db.example.org/strafe",
      TOKEN_KEYS: `new:${"n".repeat(32)},old:${"o".repeat(32)}`,
      TRUSTED_PROXIES: "10.0.0.0/8, fd00::1",
      API_RATE: "6000",
      ADDRESS_SEATS: "400",
      ADDRESS_CONNECTIONS: "50",
      MAX_CONNECTIONS: "5000",
      UPGRADE_RATE: "100",
      MESSAGE_RATE: "20",
      MESSAGE_BYTES: "4096",
      PING_SECONDS: "20",
      PONG_SECONDS: "8",
      IDLE_SECONDS: "0",
      WORKERS: "3",
      REGIONS: "eu-west=https://eu.example.org/,us-east=http://us.example.org:8080",
      ASSET_BASE_URL: "https://cdn.example.org/strafe/",
      INTERNAL_HOST: "10.0.0.1",
      INTERNAL_PORT: "9999",
    };
    expect(readConfig(environment)).toEqual({
      host: "127.0.0.1",
      port: 0,
      internalHost: "10.0.0.1",
      internalPort: 9999,
      publicUrl: "https://play.example.org/arena",
      logLevel: "silent",
      tickRate: 20,
      arenaBots: 0,
      maxRooms: 3,
      maxPlayers: 2,
      bytesPerSecond: 16_000,
      replayDir: "/var/lib/strafe",
      drainSeconds: 30,
      redisUrl: "rediss://:secret@redis.example.org:6380/1",
      ticketsRedisUrl: "redis://tickets.example.org",
      publicAddress: "play.example.org/p/one",
      region: "eu-west",
      workers: 3,
      dataDir: "/var/lib/strafe/data",
      databaseUrl: "postgres://strafe:secret@db.example.org/strafe",
      tokenKeys: [
        { kid: "new", secret: new TextEncoder().encode("n".repeat(32)) },
        { kid: "old", secret: new TextEncoder().encode("o".repeat(32)) },
      ],
      trustedProxies: ["10.0.0.0/8", "fd00::1"],
      apiRate: 6000,
      addressSeats: 400,
      addressConnections: 50,
      maxConnections: 5000,
      upgradeRate: 100,
      messageRate: 20,
      messageBytes: 4096,
      pingSeconds: 20,
      pongSeconds: 8,
      idleSeconds: 0,
      tlsCert: null,
      tlsKey: null,
      regions: [
        { name: "eu-west", address: "https://eu.example.org" },
        { name: "us-east", address: "http://us.example.org:8080" },
      ],
      assetBaseUrl: "https://cdn.example.org/strafe",
    });
  });

  test("reads an empty variable as unset", () => {
    expect(readConfig({ PORT: "", REPLAY_DIR: "" })).toEqual(readConfig({}));
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "1e3"],
    ["HOST", "a b"],
    ["PUBLIC_URL", "play.example.org"],
    ["LOG_LEVEL", "loud"],
    ["TICK_RATE", "30"],
    ["ARENA_BOTS", "101"],
    ["MAX_ROOMS", "0"],
    ["MAX_PLAYERS", "1001"],
    ["BYTES_PER_SECOND", "3999"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "everybody"],
    ["API_RATE", "9"],
    ["ADDRESS_SEATS", "0"],
    ["ADDRESS_CONNECTIONS", "0"],
    ["MESSAGE_BYTES", "512"],
    ["PING_SECONDS", "0"],
    ["IDLE_SECONDS", "4"],
    ["PUBLIC_ADDRESS", "https://play.example.org"],
    ["REGION", "EU West"],
    ["REGIONS", "eu-west"],
    ["REGIONS", "eu-west=https://eu.example.org/play"],
    ["ASSET_BASE_URL", "cdn.example.org"],
    ["DRAIN_SECONDS", "-1"],
    ["WORKERS", "many"],
    ["WORKERS", "0"],
  ])("refuses %s=%s with its name, what it got and what it takes", (variable, value) => {
    expect(complaint({ [variable]: value })).toMatch(new RegExp(`^${variable} is "${value}"; it takes .+\\.$`));
  });

  test("never shows what may hold a password", () => {
    expect(complaint({ REDIS_URL: "http://:secret@redis" })).toMatch(/^REDIS_URL is wrong; it takes .+\.$/);
    expect(complaint({ TOKEN_KEYS: "only:secret" })).toMatch(/^TOKEN_KEYS is wrong; it takes .+\.$/);
    expect(complaint({ DATABASE_URL: "mysql://:secret@db/strafe" })).toMatch(/^DATABASE_URL is wrong; it takes .+\.$/);
    const config = readConfig({ REDIS_URL: "redis://:secret@redis", PUBLIC_ADDRESS: "127.0.0.1:2567", DATABASE_URL: "postgres://:secret@db/strafe" });
    expect(withoutSecrets(config)).toEqual({ ...config, redisUrl: "set", databaseUrl: "set" });
  });

  test("asks for the address of a process that is one of several", () => {
    expect(complaint({ REDIS_URL: "redis://127.0.0.1", DATABASE_URL: "postgres://db/strafe" })).toMatch(/^PUBLIC_ADDRESS is unset; .+\.$/);
  });

  test("asks for the database that several processes share", () => {
    expect(complaint({ REDIS_URL: "redis://127.0.0.1", PUBLIC_ADDRESS: "127.0.0.1:2567" })).toMatch(/^DATABASE_URL is unset; .+\.$/);
  });

  test("asks for the own region to be among all", () => {
    expect(complaint({ REGIONS: "eu=https://eu.example.org", REGION: "us" })).toBe('REGION is "us"; it takes one of those that REGIONS names.');
  });

  test("asks for the Redis of the region beside that of the tickets", () => {
    expect(complaint({ TICKETS_REDIS_URL: "redis://tickets" })).toMatch(/^TICKETS_REDIS_URL is set without REDIS_URL; .+\.$/);
    expect(complaint({ TICKETS_REDIS_URL: "http://:secret@tickets" })).toMatch(/^TICKETS_REDIS_URL is wrong; /);
  });

  test("lets several workers be one service by a Redis only", () => {
    expect(complaint({ WORKERS: "2" })).toMatch(/^WORKERS is 2; .+ set REDIS_URL as well\.$/);
  });

  test("names every wrong variable at once", () => {
    expect(complaint({ PORT: "x", TICK_RATE: "30", HOST: "127.0.0.1" }).split("\n")).toHaveLength(2);
  });

  test("describes every variable", () => {
    for (const variable of [
      "HOST",
      "PORT",
      "PUBLIC_URL",
      "LOG_LEVEL",
      "TICK_RATE",
      "ARENA_BOTS",
      "MAX_ROOMS",
      "MAX_PLAYERS",
      "BYTES_PER_SECOND",
      "REPLAY_DIR",
      "REDIS_URL",
      "TICKETS_REDIS_URL",
      "PUBLIC_ADDRESS",
      "REGION",
      "DATA_DIR",
      "DATABASE_URL",
      "TOKEN_KEYS",
      "TRUSTED_PROXIES",
      "API_RATE",
      "ADDRESS_SEATS",
      "ADDRESS_CONNECTIONS",
      "MAX_CONNECTIONS",
      "UPGRADE_RATE",
      "MESSAGE_RATE",
      "MESSAGE_BYTES",
      "PING_SECONDS",
      "PONG_SECONDS",
      "IDLE_SECONDS",
      "TLS_CERT",
      "TLS_KEY",
    ]) {
      expect(describeConfig()).toContain(`\n  ${variable} `);
    }
  });
});
