import type { Redis } from "ioredis";
import { z } from "zod";
import type { RedisServer } from "./redis-server.ts";

const room = z.object({ roomId: z.string(), processId: z.string(), name: z.string(), clients: z.number() });
const record = z.object({ address: z.string(), rooms: z.number(), players: z.number() });

export type ListedRoom = z.infer<typeof room>;

/** What stands in Redis, read past the servers. */
export class RegistryView {
  readonly #redis: Redis;

  constructor(redis: RedisServer) {
    this.#redis = redis.connect();
  }

  /** Matches that are listed, open or not. */
  async matches(): Promise<ListedRoom[]> {
    const rows = await this.#redis.hvals("roomcaches");
    return rows.map((row) => room.parse(JSON.parse(row))).filter(({ name }) => name !== "lobby");
  }

  /** Rooms of every kind. */
  rooms(): Promise<number> {
    return this.#redis.hlen("roomcaches");
  }

  /** Matches that each process says it runs, by its id. */
  async processes(): Promise<Map<string, z.infer<typeof record>>> {
    const rows = Object.entries(await this.#redis.hgetall("strafe:processes"));
    return new Map(rows.map(([processId, row]) => [processId, record.parse(JSON.parse(row))]));
  }

  /** Of all processes, as of their last heartbeats. */
  async connections(): Promise<number> {
    return [...(await this.processes()).values()].reduce((sum, { players }) => sum + players, 0);
  }

  /** Who listens to what is said to a process. */
  async listeners(processId: string): Promise<number> {
    const answer: unknown[] = await this.#redis.pubsub("NUMSUB", `p:${processId}`);
    return Number(answer[1]);
  }

  /** Keys with neither a lifetime nor anything that removes them. */
  async immortalKeys(): Promise<string[]> {
    const keys = await this.#redis.keys("*");
    const lifetimes = await Promise.all(keys.map((key) => this.#redis.pttl(key)));
    return keys.filter((_key, index) => lifetimes[index] === -1);
  }

  async keys(): Promise<string[]> {
    return (await this.#redis.keys("*")).sort();
  }

  close(): void {
    this.#redis.disconnect();
  }
}
