import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";
import { EdgeProxy } from "./proxy.ts";
import type { ServerProcess } from "./server-process.ts";

const isHere = programForSuite("redis") !== null && programForSuite("haproxy") !== null;
const NUMBERS = [1, 2, 3];

/** ms that a visit of the load lasts: shorter than the drain, so that nothing of it may be cut. */
const VISIT = 700;

describe.skipIf(!isHere)("a rolling restart of three processes under load", () => {
  let cluster: Cluster;
  let proxy: EdgeProxy;
  const servers: ServerProcess[] = [];

  const start = async (number: number): Promise<ServerProcess> => {
    const previous = servers[number - 1];
    return cluster.add({
      PUBLIC_ADDRESS: proxy.addressOf(number),
      DRAIN_SECONDS: "20",
      MAX_ROOMS: "200",
      ADDRESS_SEATS: "1000",
      // Every visitor opens a match: with bots in all of them a slow machine has too much to do, and refuses for that.
      ARENA_BOTS: "0",
      API_RATE: "100000",
      TOKEN_KEYS: `only:${"k".repeat(32)}`,
      ...(previous === undefined ? {} : { PORT: String(previous.port) }),
    });
  };

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 0 });
    proxy = await EdgeProxy.reserve();
    servers.push(...(await Promise.all(NUMBERS.map(start))));
    await proxy.start(
      "haproxy",
      servers.map(({ port }) => `127.0.0.1:${port}`),
    );
  });
  afterAll(async () => {
    await proxy?.stop();
    await cluster?.stop();
  });

  test("fails no join, and cuts nobody who leaves before the deadline", async () => {
    const failures: unknown[] = [];
    const cut: number[] = [];
    let visits = 0;
    let isOver = false;

    /** One player after another, each in a match of their own. */
    const visitor = async (): Promise<void> => {
      while (!isOver) {
        try {
          const player = await Player.join(proxy.url, {}, { kind: "new", mode: "arena" });
          player.play({}, 50);
          await new Promise((resolve) => setTimeout(resolve, VISIT));
          if (player.left !== null) cut.push(player.left);
          else await player.leave();
          visits += 1;
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const load = Promise.all(Array.from({ length: 6 }, visitor));

    for (const number of NUMBERS) {
      const server = servers[number - 1];
      if (server === undefined) throw new Error(`no server ${number}`);
      expect(await server.end()).toBe(0);
      servers[number - 1] = await start(number);
      // As a deployment does: the next one goes when this one is there again.
      await expect.poll(async () => (await fetch(`${servers[number - 1]?.url}/readyz`)).status).toBe(200);
    }
    isOver = true;
    await load;
    expect(failures, cluster.servers.map(({ output }) => output).join("\n")).toEqual([]);
    expect(cut).toEqual([]);
    expect(visits).toBeGreaterThan(20);
  });

  test("the control: processes that do not drain cut their players off", async () => {
    const players = await Promise.all(Array.from({ length: 6 }, () => Player.join(proxy.url, {}, { kind: "new", mode: "arena" })));
    for (const server of servers) process.kill(server.pid, "SIGINT");
    await Promise.all(servers.map(({ ended }) => ended));
    await expect.poll(() => players.map(({ left }) => left)).toEqual(Array(6).fill(CloseCode.SHUTTING_DOWN));
  });
});
