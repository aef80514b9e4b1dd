import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { CURVES, type TicketMode } from "../server/matchmaking/curve.ts";
import { match } from "../server/matchmaking/matcher.ts";
import { MemoryTickets } from "../server/matchmaking/memory-tickets.ts";
import { RedisTickets } from "../server/matchmaking/redis-tickets.ts";
import { SIDES } from "../server/matchmaking/tickets.ts";
import { createRandom } from "../shared/bots/random.ts";
import { RedisServer } from "../test/cluster/redis-server.ts";
import { startPostgres } from "../test/programs/postgres-server.ts";
import { findProgram } from "../test/programs/programs.ts";
import { measureHttp } from "./matchmaking/http.ts";
import { at, CURVES_TRIED, newcomer, type Population, play, REGIONS } from "./matchmaking/population.ts";
import { measureStoredCycle } from "./matchmaking/stored-cycle.ts";

/**
 * What matchmaking does to a population and what it costs: `npm run bench -- matchmaking`. Aim: 10,000 waiting tickets matched in under 50 ms
 * at the median.
 */
const WAITING = 10_000;
const AIM_MS = 50;
const ROUNDS = 41;
const PARTIES = [0.7, 0.15, 0.08, 0.07];
const POPULATIONS: Readonly<Record<string, number>> = { quiet: 10, busy: 120 };

const curves = (Object.keys(CURVES) as TicketMode[]).flatMap((mode) =>
  Object.entries(CURVES_TRIED).flatMap(([curve, bent]) =>
    Object.entries(POPULATIONS).map(([population, perMinute]) => {
      const people: Population = { perMinute: perMinute * SIDES[mode], parties: PARTIES, seed: 1 };
      return { mode, curve, population, perMinute: people.perMinute, ...play(mode, bent(CURVES[mode]), { side: SIDES[mode] }, people) };
    }),
  ),
);
console.table(curves);

const cycles = (Object.keys(CURVES) as TicketMode[]).flatMap((mode) => [measureCycle(mode, "all at once", 30_000), measureCycle(mode, "nobody fits", 0)]);
console.table(cycles);
if (cycles.some(({ medianMs }) => medianMs > AIM_MS)) process.exitCode = 1;

const redis = findProgram("redis") === null ? null : await RedisServer.start();
const storedCycles = [await measureStoredCycle("memory", new MemoryTickets(() => Math.round(performance.now())), WAITING)];
const http = [await measureHttp("memory", {})];
if (redis !== null) {
  const connection = redis.connect();
  storedCycles.push(await measureStoredCycle("redis", new RedisTickets(connection, 0), WAITING));
  await connection.flushall();
  connection.disconnect();
  const postgres = await startPostgres();
  http.push(await measureHttp("redis", { REDIS_URL: redis.url, PUBLIC_ADDRESS: "127.0.0.1", DATABASE_URL: await postgres.createDatabase() }));
  await Promise.all([redis.stop(), postgres.stop()]);
}
console.table(storedCycles);
console.table(http);

const report = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", waiting: WAITING, aimMs: AIM_MS, curves, cycles, storedCycles, http };
writeFileSync(new URL("matchmaking.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);

/** `nobody fits`: of parties of three no two sides of four are made, though each is looked at; in a duel each is too far from the next. */
function measureCycle(mode: TicketMode, what: "all at once" | "nobody fits", spread: number) {
  const random = createRandom(2);
  const waiting = Array.from({ length: WAITING }, (_ticket, index) => {
    const ticket = newcomer(`t${index}`, random() * spread, PARTIES, SIDES[mode], random);
    if (what === "all at once") return ticket;
    const [first] = ticket.players;
    const players = Array.from({ length: Math.min(3, SIDES[mode]) }, (_player, place) => ({ ...first, id: `${index}-${place}`, pings: first?.pings ?? {} }));
    return { ...ticket, players: players.map((player) => ({ ...player, rating: { mu: mode === "duel" ? index * 100 : 25, sigma: 3 } })) };
  });
  const times: number[] = [];
  let matches = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    matches = match(waiting, spread, CURVES[mode], { side: SIDES[mode] }, REGIONS).proposals.length;
    times.push(performance.now() - began);
  }
  return { mode, what, waiting: WAITING, matches, medianMs: at(times, 0.5), p95Ms: at(times, 0.95), ofAim: at([at(times, 0.5) / AIM_MS], 0) };
}
