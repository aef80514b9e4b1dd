import { once } from "node:events";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeProcess } from "../../server/cluster/process-record.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { programForSuite } from "../programs/programs.ts";
import { joinOptions } from "../server/arena-server.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";
import { askSeat } from "./door.ts";
import { RegistryView } from "./registry-view.ts";

/** The best place of all, if it were to be believed. */
const RECORD = {
  address: "127.0.0.1:1",
  region: "local",
  state: "serving",
  players: 0,
  rooms: 0,
  maxRooms: 100,
  headroom: 1,
  isOverloaded: false,
  protocol: PROTOCOL_VERSION,
} as const;

describe.skipIf(programForSuite("redis") === null)("a process that is leaving, which the others have not heard of", () => {
  let cluster: Cluster;
  let redis: Redis;
  let listener: Redis;
  /** By the process: what it was asked for, and what it says. */
  const asked = new Map<string, number>();
  const words = new Map<string, string>();

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 1, times: { heartbeat: 200 } });
    redis = cluster.redis.connect();
    listener = cluster.redis.connect();
    listener.on("message", (channel: string, text: string) => {
      const [, requestId]: unknown[] = JSON.parse(text);
      const processId = channel.slice(2);
      asked.set(processId, (asked.get(processId) ?? 0) + 1);
      void redis.publish(`ipc:${requestId}`, JSON.stringify([1, words.get(processId)]));
    });
  });
  afterAll(async () => {
    redis?.disconnect();
    listener?.disconnect();
    await cluster?.stop();
  });

  /** A stand-in gives one sign of life, and listens. */
  const comes = async (processId: string, says: string): Promise<void> => {
    words.set(processId, says);
    await listener.subscribe(`p:${processId}`);
    const processes = async (): Promise<number> => (await (await fetch(`${cluster.url}/capacity`)).json()).service.processes;
    const before = await processes();
    await redis.hset("strafe:processes", processId, writeProcess(RECORD));
    await redis.zadd("strafe:leases", Date.now() + 60_000, processId);
    await expect.poll(processes).toBe(before + 1);
  };

  // Colyseus sends the words of an error alone.
  test.each([
    ["a match of their own", "ending", "room 'arena' not created: shutting down", { mode: "arena", isNew: true }],
    ["a match of their own", "draining", "This server is shutting down and opens no match.", { mode: "arena", isNew: true }],
    ["any match", "overtaken", "room undefined is no longer available.", { mode: "squads" }],
  ] as const)("costs nobody %s when it is %s", async (_what, processId, says, wish) => {
    await comes(processId, says);
    expect(await askSeat(cluster.url, wish)).toMatchObject({ kind: "seat" });
    expect(asked.get(processId)).toBe(1);
    // It is not asked again before its next sign of life.
    expect(await askSeat(cluster.url, { ...wish, isNew: true })).toMatchObject({ kind: "seat" });
    expect(asked.get(processId)).toBe(1);
  });

  test("opens nothing once it drains, whoever asks", async () => {
    const server = await cluster.add();
    const view = new RegistryView(cluster.redis);
    try {
      const player = await Player.join(server.url, {}, { kind: "new", mode: "arena" });
      const draining = (await view.matches()).find(({ roomId }) => roomId === player.room.roomId)?.processId;
      process.kill(server.pid, "SIGTERM");
      await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
      await listener.subscribe("ipc:late");
      const answered = once(listener, "message");
      await redis.publish(`p:${draining}`, JSON.stringify([null, "late", ["arena", joinOptions(), null, "late-room"]]));
      const [, answer] = await answered;
      expect(JSON.parse(String(answer))).toEqual([1, expect.stringContaining("shutting down")]);
      expect((await view.matches()).map(({ roomId }) => roomId)).not.toContain("late-room");
      await player.leave();
      expect(await server.ended).toBe(0);
    } finally {
      view.close();
    }
  });
});
