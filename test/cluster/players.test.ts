import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PLAYER_LIFETIME } from "../../server/cluster/keys.ts";
import { Players } from "../../server/cluster/players.ts";
import { openRedis, redisReady } from "../../server/cluster/redis.ts";
import { RegistryPresence } from "../../server/cluster/registry-presence.ts";
import { createLog } from "../../server/operations/log.ts";
import { programForSuite } from "../programs/programs.ts";
import { RedisServer } from "./redis-server.ts";

const log = createLog("silent");

describe.skipIf(programForSuite("redis") === null)("a player's one connection", () => {
  let server: RedisServer;
  let redis: Redis;
  let presence: RegistryPresence;
  let ended: string[];
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openRedis(server.url, { command: 900, log });
    await redisReady(redis, 5000);
    presence = new RegistryPresence({ redis, reply: 1000, unanswered: async () => undefined, overdue: new Set(), log });
  });
  afterAll(async () => {
    presence?.shutdown();
    redis?.disconnect();
    await server?.stop();
  });
  beforeEach(async () => {
    await redis.flushall();
    ended = [];
  });

  async function playersOf(processId: string): Promise<Players> {
    const players = new Players({ redis, presence, processId, endOlder: (playerId, seat) => ended.push(`${processId} ${playerId} ${seat}`), log });
    await expect.poll(async () => Number((await redis.pubsub("NUMSUB", `strafe:players:${processId}`))[1])).toBe(1);
    return players;
  }

  test("is the newest: the older one, in another process, ends", async () => {
    const [a, b] = [await playersOf("a1"), await playersOf("b1")];
    await a.claim("ann", "seat 1");
    await b.claim("ann", "seat 2");
    await expect.poll(() => ended).toEqual(["a1 ann seat 1"]);
    await a.claim("ann", "seat 3");
    await expect.poll(() => ended).toEqual(["a1 ann seat 1", "b1 ann seat 2"]);
  });

  test("ends nobody else's, and nobody's when it comes again to its own seat", async () => {
    const [a, b] = [await playersOf("a2"), await playersOf("b2")];
    await a.claim("ann", "seat 1");
    await b.claim("bob", "seat 2");
    await a.claim("ann", "seat 1");
    await pause(100);
    expect(ended).toEqual([]);
  });

  test("is nobody's when it was left, but for a newer one's", async () => {
    const [a, b] = [await playersOf("a3"), await playersOf("b3")];
    await a.claim("ann", "seat 1");
    await b.claim("ann", "seat 2");
    await expect.poll(() => ended).toEqual(["a3 ann seat 1"]);
    await a.release("ann", "seat 1");
    expect(await redis.get("strafe:player:ann")).toBe("b3:seat 2");
    await b.release("ann", "seat 2");
    expect(await redis.exists("strafe:player:ann")).toBe(0);
  });

  test("is claimed for a time that is renewed, and again where Redis lost it", async () => {
    let time = 0;
    const players = new Players({ redis, presence, processId: "a4", endOlder: () => undefined, log, now: () => time });
    await players.claim("ann", "seat 1");
    await redis.flushall();
    await players.renew();
    expect(await redis.exists("strafe:player:ann")).toBe(0);
    time += PLAYER_LIFETIME / 2;
    await players.renew();
    expect(await redis.pttl("strafe:player:ann")).toBeGreaterThan(PLAYER_LIFETIME / 2);
  });
});
