import { readFileSync } from "node:fs";
import { get } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Occupancy } from "../../server/http/capacity.ts";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";
import type { ServerProcess } from "./server-process.ts";

/** At least. */
const MATCHES = 6;

describe.skipIf(programForSuite("redis") === null)("two workers on one port", () => {
  let cluster: Cluster;
  let server: ServerProcess;

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 0, times: { heartbeat: 200 } });
    server = await cluster.add({ WORKERS: "2", LOG_LEVEL: "info", DRAIN_SECONDS: "2" });
  });
  afterAll(() => cluster?.stop());

  /** Which worker a player's room is in. */
  const workerOf = ({ room }: Player): string => {
    const socket: unknown = Reflect.get(room.connection.transport, "ws");
    return /\/w\/(\d)\//.exec(String(Reflect.get(Object(socket), "url")))?.[1] ?? "";
  };
  const workerPids = (): number[] =>
    readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8")
      .split(" ")
      .filter((pid) => pid !== "")
      .map(Number);

  /** Of whichever worker gets a connection of its own. */
  const capacity = (): Promise<Occupancy> =>
    new Promise((resolve, reject) => {
      get(`${server.url}/capacity`, { agent: false }, async (answer) => resolve((await json(answer)) as Occupancy)).once("error", reject);
    });

  async function matches(): Promise<Player[]> {
    const players: Player[] = [];
    while (players.length < MATCHES || new Set(players.map(workerOf)).size < 2) {
      players.push(await Player.join(server.url, {}, { kind: "new", mode: "arena" }));
      // Where a room is opened is up to how busy each worker was, of which both hear with every heartbeat.
      await pause(100);
    }
    for (const player of players) player.play();
    return players;
  }

  test("take players by one address, each where the room is; one that dies is started again, and the other plays on", async () => {
    const both = async () => (await Promise.all([capacity(), capacity(), capacity(), capacity()])).every(({ service }) => service.processes === 2);
    await expect.poll(both, { timeout: 30_000 }).toBe(true);
    const players = await matches();
    expect(new Set(players.map(workerOf))).toEqual(new Set(["1", "2"]));
    await expect.poll(() => players.every(({ acknowledged }) => acknowledged > 20), { timeout: 20_000 }).toBe(true);

    const before = workerPids();
    const [killed = 0] = before;
    process.kill(killed, "SIGKILL");
    await expect.poll(() => new Set(players.filter(({ left }) => left !== null).map(workerOf)).size, { timeout: 20_000 }).toBe(1);
    const gone = workerOf(players.find(({ left }) => left !== null) ?? players[0] ?? (await Player.join(server.url)));
    const rest = players.filter((player) => workerOf(player) !== gone);
    expect(rest.length).toBeGreaterThan(0);

    await expect.poll(() => workerPids().length === 2 && !workerPids().includes(killed), { timeout: 30_000 }).toBe(true);
    expect(server.output).toContain('"msg":"worker died"');
    const ticks = rest.map(({ room }) => room.state.tick);
    await expect.poll(() => rest.every(({ room, left }, index) => left === null && room.state.tick > (ticks[index] ?? 0))).toBe(true);
    await expect.poll(async () => (await capacity()).matches, { timeout: 20_000, interval: 50 }).toBe(0);
  });

  test("drain together and end with 0, none of them left behind, also where each is sent the signal as well", async () => {
    const player = await Player.join(server.url, {}, { kind: "new", mode: "arena" });
    player.play();
    const pids = workerPids();
    for (const pid of [...pids, server.pid]) process.kill(pid, "SIGTERM");
    expect(await server.ended).toBe(0);
    expect(player.restarts).toHaveLength(1);
    expect(server.output).toContain("drained: deadline");
    expect(server.output).not.toContain("asked again");
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});
