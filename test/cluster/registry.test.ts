import { initializeRoomCache } from "@colyseus/core";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedis, RegistryAwayError, redisReady } from "../../server/cluster/redis.ts";
import { RegistryDriver } from "../../server/cluster/registry-driver.ts";
import { createLog } from "../../server/operations/log.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { programForSuite } from "../programs/programs.ts";
import { Cluster } from "./cluster.ts";
import { askSeat } from "./door.ts";
import { RedisServer } from "./redis-server.ts";
import { RegistryView } from "./registry-view.ts";
import { playing } from "./scenarios/matches.ts";

const log = createLog("silent");

function room(roomId: string, processId: string, more: object = {}) {
  return initializeRoomCache({ roomId, processId, name: "arena", ...more });
}

describe.skipIf(programForSuite("redis") === null)("the registry", () => {
  let server: RedisServer;
  let redis: Redis;
  let view: RegistryView;
  /** The process that every driver but the first is of, and what it was told of lost rooms. */
  let lost: string[];
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = openRedis(server.url, { command: 900, log });
    await redisReady(redis, 5000);
    view = new RegistryView(server);
  });
  afterAll(async () => {
    view?.close();
    redis?.disconnect();
    await server?.stop();
  });
  beforeEach(async () => {
    await redis.flushall();
    lost = [];
  });

  function driverOf(
    processId: string,
    { overdue = new Set<string>(), isServing = () => true }: { overdue?: Set<string>; isServing?: (id: string) => boolean } = {},
  ) {
    return new RegistryDriver({ redis, processId: () => processId, isServing, overdue, lost: (roomId) => lost.push(roomId), log });
  }

  describe("gives an id to one room", () => {
    test("and refuses it to any other", async () => {
      expect(await driverOf("a").insert(room("r", "a"))).toBe(true);
      expect(await driverOf("b").insert(room("r", "b"))).toBe(false);
      expect((await view.matches()).map(({ processId }) => processId)).toEqual(["a"]);
    });

    test("also when the first has ended meanwhile: who wakes up late opens nothing", async () => {
      const first = driverOf("a");
      await first.insert(room("r", "a"));
      await first.remove("r");
      expect(await driverOf("b").insert(room("r", "b"))).toBe(false);
      expect(await view.matches()).toEqual([]);
    });

    test("that of the process that asked, when the one that was asked is too late; whose room is to end", async () => {
      const asked = driverOf("asked");
      const late = room("r", "asked");
      await asked.insert(late);
      expect(await driverOf("asker", { overdue: new Set(["r"]) }).insert(room("r", "asker"))).toBe(true);
      await asked.update(late, { $set: { metadata: { mode: "arena" } } });
      expect(lost).toEqual(["r"]);
      expect((await view.matches()).map(({ processId }) => processId)).toEqual(["asker"]);
      await asked.remove("r");
      expect(await view.matches()).toHaveLength(1);
    });
  });

  describe("finds an open room", () => {
    test("the one with most people, and none that is full, private or of another name", async () => {
      const driver = driverOf("a");
      await driver.insert(room("few", "a", { clients: 1 }));
      await driver.insert(room("many", "a", { clients: 5 }));
      await driver.insert(room("full", "a", { clients: 9, locked: true }));
      await driver.insert(room("own", "a", { clients: 9, private: true }));
      await driver.insert(room("duel", "a", { clients: 9, name: "duel" }));
      expect((await driver.findOpen("arena"))?.roomId).toBe("many");
      expect((await driver.findOne({ name: "arena", locked: false, private: false }))?.roomId).toBe("many");
    });

    test("behind many where nobody gets a seat", async () => {
      const driver = driverOf("a", { isServing: (processId) => processId !== "gone" });
      const gone = driverOf("gone");
      for (let index = 0; index < 40; index += 1) await gone.insert(room(`gone${index}`, "gone", { clients: 9 }));
      await driver.insert(room("here", "a"));
      expect((await driver.findOpen("arena"))?.roomId).toBe("here");
    });

    test("of its own version of the protocol, whoever else has one open; which a seat to come back to is found by all the same", async () => {
      const driver = driverOf("a");
      const next = room("next", "b", { clients: 9 });
      await driverOf("b").insert(next);
      const record = async (protocol: number) => redis.hset("roomcaches", "next", JSON.stringify({ ...next, v: 1, protocol }));
      await record(PROTOCOL_VERSION + 1);
      expect(await driver.findOpen("arena")).toBeUndefined();
      expect(await driver.query({ name: "arena" })).toEqual([]);
      expect(await driver.isForeign("next")).toBe(true);
      expect((await driver.findOne({ roomId: "next" })).roomId).toBe("next");
      // The control: it was the version.
      await record(PROTOCOL_VERSION);
      expect((await driver.findOpen("arena"))?.roomId).toBe("next");
      expect(await driver.query({ name: "arena" })).toHaveLength(1);
      expect(await driver.isForeign("next")).toBe(false);
    });

    test("no longer when it has closed, and again when it has opened", async () => {
      const driver = driverOf("a");
      const arena = room("r", "a");
      await driver.insert(arena);
      await driver.update(arena, { $set: { private: true } });
      expect(await driver.findOpen("arena")).toBeUndefined();
      await driver.update(arena, { $set: { private: false } });
      expect((await driver.findOpen("arena"))?.roomId).toBe("r");
    });
  });

  test("lists nothing that was removed, and removes what nobody owns", async () => {
    const driver = driverOf("a");
    const arena = room("r", "a");
    await driver.insert(arena);
    await driver.remove("r");
    await driver.persist(arena);
    expect(await view.matches()).toEqual([]);
    // As left behind by a command whose answer never came.
    await driverOf("a").insert(room("stray", "a"));
    await driver.relist();
    expect(await view.matches()).toEqual([]);
  });

  test("reads again after an error, and finds its own rooms even then", async () => {
    const driver = driverOf("a");
    await driver.insert(room("r", "a"));
    await server.kill();
    await expect(driver.query({ name: "arena" })).rejects.toThrow(RegistryAwayError);
    await expect(driver.findOpen("arena")).rejects.toThrow(RegistryAwayError);
    expect((await driver.findOne({ roomId: "r" })).roomId).toBe("r");
    expect(await driver.persist(room("r", "a"))).toBe(false);
    await server.restart();
    await redisReady(redis, 5000);
    await driver.relist();
    expect(await driver.query({ name: "arena" })).toHaveLength(1);
    expect((await driver.findOpen("arena"))?.roomId).toBe("r");
  });
});

describe.skipIf(programForSuite("redis") === null)("a cluster", () => {
  test("leaves no key without a lifetime while it runs, and when it has ended none but those that outlive it on purpose", async () => {
    // Who wakes up much later is to find that what it believes to have is somebody else's; who is elsewhere, that this region is gone.
    const outlives = /^strafe:(claim:|matchmaking:\d+:(regions?:|(matcher|opener):[\w:]+:token$))/;
    const cluster = await Cluster.start({ size: 2, times: { heartbeat: 300 } });
    const view = new RegistryView(cluster.redis);
    try {
      const players = await Promise.all(cluster.servers.map(({ url }) => playing(url)));
      expect(await view.keys()).toEqual(expect.arrayContaining(["roomcaches", "roomcount", "strafe:leases", "strafe:open:arena", "strafe:processes"]));
      expect(await view.immortalKeys()).toEqual([]);
      await Promise.all(players.map((player) => player.leave()));
      await Promise.all(cluster.servers.map((server) => server.end()));
      expect((await view.keys()).filter((key) => !outlives.test(key))).toEqual([]);
      expect(await view.immortalKeys()).toEqual([]);
    } finally {
      view.close();
      await cluster.stop();
    }
  });

  test("leads pages of its version to its own rooms, past a newer process that has open ones and a free core", async () => {
    const cluster = await Cluster.start({ size: 1, times: { heartbeat: 100 } });
    const [redis, listener] = [cluster.redis.connect(), cluster.redis.connect()];
    try {
      const protocol = PROTOCOL_VERSION + 1;
      const newer = { v: 1, address: "127.0.0.1:1", region: "local", state: "serving", players: 0, rooms: 1, maxRooms: 100, headroom: 1, protocol };
      // It is believed to be alive for longer than the test takes.
      await redis
        .multi()
        .hset("strafe:processes", "newer", JSON.stringify(newer))
        .zadd("strafe:leases", Date.now() + 3_600_000, "newer")
        .exec();
      await redis.hset("roomcaches", "newest", JSON.stringify({ ...room("newest", "newer", { clients: 9 }), v: 1, protocol }));
      await redis.zadd("strafe:open:arena", 9, "newest");
      // Like one that stands still: it hears, and does not answer.
      await listener.subscribe("p:newer");
      await expect.poll(async () => (await (await fetch(`${cluster.url}/capacity`)).json()).service.processes).toBe(2);
      const own = (await redis.hkeys("strafe:processes")).find((processId) => processId !== "newer");
      for (const wish of [{ mode: "arena" }, { mode: "arena", isNew: true }] as const) {
        const answer = await askSeat(cluster.url, wish);
        expect(answer).toMatchObject({ kind: "seat", processId: own });
        // Whoever asked it first would have waited a second for its answer.
        expect(answer.ms).toBeLessThan(900);
      }
      expect(await askSeat(cluster.url, { roomId: "newest" })).toMatchObject({ kind: "refused", status: JoinError.VERSION_MISMATCH });
    } finally {
      listener.disconnect();
      redis.disconnect();
      await cluster.stop();
    }
  });

  test("opens one room for all who come at once by any of its processes", async () => {
    const cluster = await Cluster.start({ size: 2 });
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => askSeat(cluster.server(index % 2).url, { mode: "arena" })));
      expect(new Set(answers.map((answer) => (answer.kind === "seat" ? answer.roomId : answer.status))).size).toBe(1);
    } finally {
      await cluster.stop();
    }
  });
});
