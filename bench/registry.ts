import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { socketAddress } from "../commands/load/door.ts";
import { openRedis, redisReady } from "../server/cluster/redis.ts";
import { writeRecord } from "../server/cluster/room-scripts.ts";
import { createLog } from "../server/operations/log.ts";
import { askSeat } from "../test/cluster/door.ts";
import { RedisServer } from "../test/cluster/redis-server.ts";
import { ServerProcess } from "../test/cluster/server-process.ts";
import { startPostgres } from "../test/programs/postgres-server.ts";

/**
 * What a seat costs by how many rooms are listed: `npm run bench -- registry`. Each stack has a Redis and a process of its own and gives seats in one
 * real room, over HTTP, by turns with the other; the rows beside it stand in Redis alone. Half of them are full rooms of the same mode, half are open rooms
 * of another. The stock stack is Colyseus with its official driver and presence.
 */
const ROWS = [0, 1000, 10_000] as const;
const JOINS = 150;
const WARM_UP = 30;
/** By how much a seat must be cheaper than the stock one at the most rows. */
const TIMES_FASTER = 5;

const stacks = { strafe: "server/main.ts", stock: "test/cluster/stock-server.ts" } as const;
type StackName = keyof typeof stacks;

const postgres = await startPostgres();
const environment = {
  DATABASE_URL: await postgres.createDatabase(),
  MAX_PLAYERS: "100",
  MAX_ROOMS: "1",
  // All who ask have one address.
  API_RATE: "1000000",
  ADDRESS_SEATS: "100000",
};
const running = await Promise.all([start("strafe"), start("stock")]);
const results = [];
try {
  for (const [index, rows] of ROWS.entries()) {
    for (const { redis } of running) await list(redis, rows - (ROWS[index - 1] ?? 0), index);
    results.push({ rows, ...(await measure()) });
  }
} finally {
  for (const { redis, server } of running) {
    await server.kill();
    await redis.stop();
  }
  await postgres.stop();
}

console.table(
  results.map(({ rows, strafe, stock }) => ({ rows, "ours p50": strafe.p50, "ours p95": strafe.p95, "stock p50": stock.p50, "stock p95": stock.p95 })),
);
const last = results.at(-1);
const timesFaster = last === undefined ? 0 : rounded(last.stock.p50 / last.strafe.p50);
console.log(
  `ms per seat. With ${ROWS.at(-1)} rooms listed a seat is ${timesFaster} times as quick as Colyseus' own; at least ${TIMES_FASTER} times is asked for.`,
);
const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", joins: JOINS, results, timesFaster };
writeFileSync(new URL("registry.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
if (timesFaster < TIMES_FASTER) process.exitCode = 1;

async function start(name: StackName): Promise<{ name: StackName; redis: RedisServer; server: ServerProcess }> {
  const redis = await RedisServer.start();
  const server = await ServerProcess.start({ redisUrl: redis.url, program: stacks[name], environment });
  return { name, redis, server };
}

/** Rows of rooms that no process has, as our server writes them; the stock driver reads the same ones. */
async function list(redis: RedisServer, count: number, batch: number): Promise<void> {
  const connection = openRedis(redis.url, { command: 10_000, log: createLog("silent") });
  await redisReady(connection, 10_000);
  const writing = Array.from({ length: count }, (_, index) => {
    const [roomId, processId, isOpen] = [`row${batch}-${index}`, `elsewhere${index % 100}`, index % 2 === 0];
    const name = isOpen ? "squads" : "arena";
    const metadata = { mode: name, map: { name: "foundry", title: "Foundry" }, people: 7, bots: 1, secondsLeft: 120 };
    const record = { roomId, processId, name, clients: 7, maxClients: 48, locked: !isOpen, private: false, unlisted: false, metadata, v: 1 };
    const keys = ["roomcaches", `strafe:open:${name}`, `strafe:rooms:${processId}`, `strafe:claim:${roomId}`];
    return writeRecord(connection, keys, [roomId, processId, JSON.stringify(record), isOpen ? 1 : 0, 7, "keep"]);
  });
  await Promise.all(writing);
  connection.disconnect();
}

async function measure(): Promise<Record<StackName, { p50: number; p95: number }>> {
  const times: Record<StackName, number[]> = { strafe: [], stock: [] };
  for (let join = -WARM_UP; join < JOINS; join += 1) {
    for (const { name, server } of running) {
      const answer = await askSeat(server.url, { mode: "arena" });
      if (answer.kind === "refused") throw new Error(`${name} gave no seat: ${answer.status}`);
      if (join >= 0) times[name].push(answer.ms);
      await giveBack(socketAddress(server.url, answer));
    }
  }
  return { strafe: spread(times.strafe), stock: spread(times.stock) };
}

/** Takes the seat and leaves it, so that the next is given in the same room. */
async function giveBack(address: string): Promise<void> {
  const socket = new WebSocket(address);
  await new Promise((resolve) => {
    socket.onmessage = () => socket.close(4000);
    socket.onclose = resolve;
  });
}

function spread(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.floor(share * sorted.length)] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
