import type { RedisOptions } from "ioredis";

/**
 * What REDIS_URL takes: `redis://` or, with TLS, `rediss://`, then `[user[:password]@]host[:port][/database]`. With `+sentinel` behind
 * the scheme the hosts are sentinels, several of them with commas between, and the path is the name of the master that they watch:
 * `redis+sentinel://:password@host:26379,host:26379/master[/database]`. User and password are those of the Redis servers themselves.
 */
export const REDIS_URL = /^(rediss?)(\+sentinel)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([\w.,:[\]-]+?)(?:\/([\w.-]+))?(?:\/(\d{1,3}))?\/?$/;

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;
/** What sentinels call their master unless told otherwise. */
const SENTINEL_MASTER = "mymaster";

/** Where and how to connect; the address has passed REDIS_URL. */
export function connectionOf(url: string): RedisOptions {
  const [, scheme, isSentinel, user = "", password = "", hosts = "", first, second] = REDIS_URL.exec(url) ?? [];
  const tls = scheme === "rediss" ? { tls: {} } : {};
  const credentials = {
    ...(user === "" ? {} : { username: decodeURIComponent(user) }),
    ...(password === "" ? {} : { password: decodeURIComponent(password) }),
  };
  if (isSentinel === undefined) return { ...addressOf(hosts, REDIS_PORT), ...credentials, ...tls, db: Number(first ?? 0) };
  return {
    sentinels: hosts.split(",").map((host) => addressOf(host, SENTINEL_PORT)),
    name: first ?? SENTINEL_MASTER,
    ...credentials,
    ...(scheme === "rediss" ? { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true } : {}),
    db: Number(second ?? 0),
  };
}

/** `host`, `host:port` or `[address]:port`. */
function addressOf(text: string, defaultPort: number): { host: string; port: number } {
  const [, bracketed, plain = "", port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain, port: port === undefined ? defaultPort : Number(port) };
}
