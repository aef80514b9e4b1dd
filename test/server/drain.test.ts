import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeSeat } from "../../commands/load/door.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type ArenaServer, joinOptions, startArena } from "./arena-server.ts";
import { type Child, originOf, startServer } from "./child.ts";
import { askPlay } from "./entering.ts";
import { Player } from "./player.ts";

const MATCHES = 20;

/** A server of its own with `count` matches under way, one player in each. */
async function playing(count: number, environment: Record<string, string>): Promise<{ server: Child; origin: string; players: Player[] }> {
  const server = startServer({ ARENA_BOTS: "0", LOG_LEVEL: "silent", MAX_ROOMS: String(MATCHES + 1), ...environment });
  const origin = await originOf(server);
  const players: Player[] = [];
  for (let match = 0; match < count; match++) players.push(await Player.join(origin, {}, { kind: "new", mode: "arena" }));
  for (const player of players) player.play({}, 100);
  await expect.poll(() => players.every(({ room }) => room.state.tick > 0)).toBe(true);
  return { server, origin, players };
}

async function statusOf(origin: string, path: string): Promise<number> {
  return (await fetch(`${origin}${path}`)).status;
}

function askSeat(origin: string): Promise<Response> {
  return askPlay(origin, { ...joinOptions(), mode: "arena" });
}

describe(`a process with ${MATCHES} matches that is asked to end`, () => {
  test("is not ready within 1 s, takes nobody in, lets them play on, and exits with 0 at its deadline, an unused seat or not", async () => {
    const { server, origin, players } = await playing(MATCHES, { DRAIN_SECONDS: "3" });
    await takeSeat(origin, { ...joinOptions(), mode: "arena" });
    server.process.kill("SIGTERM");
    const asked = performance.now();
    await expect.poll(() => statusOf(origin, "/readyz"), { interval: 20 }).toBe(503);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(await statusOf(origin, "/healthz")).toBe(200);
    expect(await (await fetch(`${origin}/capacity`)).json()).toMatchObject({ players: MATCHES, matches: MATCHES + 1, state: "draining" });

    const refused = await askSeat(origin);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);

    await expect.poll(() => players.every(({ restarts }) => restarts.length === 1)).toBe(true);
    for (const { restarts } of players) expect(restarts[0]?.left).toBeLessThanOrEqual(3000);
    const ticks = players.map(({ room }) => room.state.tick);
    await expect.poll(() => players.every(({ room }, index) => room.state.tick > (ticks[index] ?? 0) + 20)).toBe(true);

    expect(await server.ended).toBe(0);
    const took = performance.now() - asked;
    expect(took).toBeGreaterThan(2900);
    expect(took).toBeLessThan(5000);
    expect(players.map(({ left }) => left)).toEqual(Array(MATCHES).fill(CloseCode.SHUTTING_DOWN));
  });

  test("the control: without patience they are cut off at once", async () => {
    const { server, players } = await playing(MATCHES, { DRAIN_SECONDS: "0" });
    const asked = performance.now();
    server.process.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2500);
    expect(players.map(({ left }) => left)).toEqual(Array(MATCHES).fill(CloseCode.SHUTTING_DOWN));
    expect(players.every(({ restarts }) => restarts.length === 0)).toBe(true);
  });
});

describe("a process that drains", () => {
  test("ends at once when it is asked again, and waits for no seat that nobody has taken", async () => {
    const { server, origin, players } = await playing(1, {});
    await takeSeat(origin, { ...joinOptions(), mode: "arena" });
    server.process.kill("SIGTERM");
    await expect.poll(() => players[0]?.restarts.length).toBe(1);
    const asked = performance.now();
    server.process.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(players[0]?.left).toBe(CloseCode.SHUTTING_DOWN);
  });

  test("serves again when that is taken back, beyond the deadline that was", async () => {
    const { server, origin, players } = await playing(1, { DRAIN_SECONDS: "2" });
    server.process.kill("SIGTERM");
    await expect.poll(() => statusOf(origin, "/readyz"), { interval: 20 }).toBe(503);
    const deadline = performance.now() + 2000;
    await expect.poll(() => players[0]?.restarts.length).toBe(1);
    server.process.kill("SIGUSR2");
    await expect.poll(() => statusOf(origin, "/readyz"), { interval: 20 }).toBe(200);
    await expect.poll(() => players[0]?.restarts).toEqual([{ left: expect.any(Number) }, { left: null }]);
    await expect.poll(() => performance.now() > deadline + 500, { timeout: 20_000 }).toBe(true);
    expect(players[0]?.left).toBeNull();
    expect((await askSeat(origin)).status).toBe(200);
  });

  test("exits at once when nobody is there", async () => {
    const { server } = await playing(0, {});
    const asked = performance.now();
    server.process.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(1500);
  });
});

/** One process, with rounds of 2 s. */
describe("a round that is played while the process drains", () => {
  let server: ArenaServer;
  beforeAll(async () => {
    server = await startArena({}, { rules: { roundMs: 2000, podiumMs: 500 } });
  });
  afterAll(() => server.app.close());

  test("is followed by another where the drain is taken back, and else by none: its players go on elsewhere", async () => {
    const player = await Player.join(server.url);
    player.play({});
    const waiting = await Player.join(server.url, {}, { kind: "any", mode: "duel" });
    const watcher = await Player.join(server.url, { spectate: true }, { kind: "any", mode: "squads" });
    watcher.play({});
    await expect.poll(() => player.room.state.tick).toBeGreaterThan(0);

    server.app.drain.begin();
    // Nobody comes any more to who waits for an opponent, and nobody plays what is watched.
    await expect.poll(() => waiting.left).toBe(CloseCode.RESTARTING);
    await expect.poll(() => watcher.left).toBe(CloseCode.RESTARTING);
    server.app.drain.takeBack();
    await expect.poll(() => player.room.state.round, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(player.left).toBeNull();

    server.app.drain.begin();
    await expect.poll(() => player.restarts.length).toBe(3);
    // Whoever loses the connection meanwhile comes back to the match, and hears again how long it may last.
    const { wayBack } = player;
    player.rest();
    player.room.connection.close(4010);
    await expect.poll(() => player.left).toBe(4010);
    const returned = await Player.join(server.url, {}, wayBack);
    returned.play({});
    await expect.poll(() => returned.restarts[0]?.left).toBeGreaterThan(590_000);
    await expect(Player.join(server.url)).rejects.toMatchObject({ code: JoinError.SERVER_FULL });
    const { round } = returned.room.state;
    await expect.poll(() => returned.left, { timeout: 30_000 }).toBe(CloseCode.RESTARTING);
    expect(returned.results).toHaveLength(1);
    expect(returned.room.state.round).toBe(round);
    expect(await server.app.drain.ended).toBe("empty");
  });
});
