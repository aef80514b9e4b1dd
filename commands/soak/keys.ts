import type { RedisServer } from "../../test/cluster/redis-server.ts";

/** ms. No key that belongs to a visit lives longer: a ticket that has ended is told for ten minutes. */
const LIFETIME_MAX = 600_000;

/** Redis' word for a key that has expired in between. */
const GONE = -2;

export interface Keys {
  /** Without an expiry, or with one that is farther away than any visit's. */
  lasting: number;
  /** Gone by themselves within ten minutes. */
  expiring: number;
}

/** Keys of a Redis, each counted once at least. */
export async function countKeys(server: RedisServer): Promise<Keys> {
  const redis = server.connect();
  try {
    const names = new Set<string>();
    for await (const batch of redis.scanStream({ count: 1000 })) for (const name of batch as string[]) names.add(name);
    const asked = redis.pipeline();
    for (const name of names) asked.pttl(name);
    const answers = (await asked.exec()) ?? [];
    const lifetimes = answers.map(([, lifetime]) => Number(lifetime)).filter((lifetime) => lifetime !== GONE);
    const lasting = lifetimes.filter((lifetime) => lifetime < 0 || lifetime > LIFETIME_MAX).length;
    return { lasting, expiring: lifetimes.length - lasting };
  } finally {
    redis.disconnect();
  }
}
