import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Clock, monotonicClock } from "../../client/game/net/clock.ts";
import { seatInMemory } from "../../client/game/net/seat.ts";
import type { SessionPorts } from "../../client/game/session.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { clear } from "../proxy/lane.ts";
import { ScriptedPlayer } from "./player.ts";
import { randomFrom } from "./random.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
let network: BadNetwork;
let players: ScriptedPlayer[];

beforeAll(async () => {
  server = await startServer({ tickRate: 40 });
});

afterAll(() => server.stop());

beforeEach(async () => {
  players = [];
  network = await BadNetwork.start(server.port, { up: clear, down: clear }, randomFrom(1));
});

afterEach(async () => {
  for (const player of players) player.leave();
  await network.close();
});

async function join(ports: Partial<SessionPorts> = {}, port = network.port): Promise<ScriptedPlayer> {
  const player = new ScriptedPlayer(port, () => undefined, ports);
  players.push(player);
  await player.join({});
  await expect.poll(() => player.own?.alive).toBe(true);
  return player;
}

const state = (player: ScriptedPlayer): string => player.scene.connection.kind;

/** ms until the player is connected again and something newer than `tick` has arrived. */
async function returnOf(player: ScriptedPlayer): Promise<number> {
  const from = performance.now();
  await expect.poll(() => state(player), { interval: 2, timeout: 10_000 }).not.toBe("connected");
  await expect.poll(() => state(player), { interval: 2, timeout: 10_000 }).toBe("connected");
  return performance.now() - from;
}

test("after a reset the same body is played again, within 300 ms at the median", async () => {
  const player = await join();
  const body = player.scene.focus;
  const times: number[] = [];
  for (let count = 0; count < 15; count += 1) {
    network.reset();
    times.push(await returnOf(player));
    expect(player.scene.focus).toBe(body);
  }
  times.sort((a, b) => a - b);
  console.log("return after a reset, ms", times.map(Math.round).join(" "));
  expect(times[7]).toBeLessThan(300);
  expect(player.scene.net.corrections.drift).toBe(0);
});

test("a connection that carries nothing any more is trouble after 2 s, given up after 4 s, and the same body is played on a new one", async () => {
  const player = await join();
  const body = player.scene.focus;
  const cutAt = performance.now();
  network.halfOpen();
  await expect.poll(() => state(player), { interval: 5, timeout: 5000 }).toBe("troubled");
  expect(performance.now() - cutAt).toBeGreaterThan(1900);
  await expect.poll(() => state(player), { interval: 5, timeout: 5000 }).toBe("reconnecting");
  expect(performance.now() - cutAt).toBeGreaterThan(3900);
  await expect.poll(() => state(player), { interval: 5, timeout: 5000 }).toBe("connected");
  expect(performance.now() - cutAt).toBeLessThan(6000);
  expect(player.scene.focus).toBe(body);
});

test.each(["up", "down"] as const)("so is one that carries nothing %s", async (way) => {
  const player = await join();
  const body = player.scene.focus;
  network.halfOpen([way]);
  await expect.poll(() => state(player), { interval: 20, timeout: 6000 }).toBe("reconnecting");
  await expect.poll(() => state(player), { interval: 20, timeout: 6000 }).toBe("connected");
  expect(player.scene.focus).toBe(body);
});

test("a page that reloads comes back to its body", async () => {
  const seat = seatInMemory();
  let isClosed = false;
  /** The clock of a page: nothing fires once it is closed. */
  const page: Clock = { now: monotonicClock.now, after: (delay, call) => monotonicClock.after(delay, () => (isClosed ? undefined : call())) };
  const before = await join({ seat, clock: page });
  const body = before.scene.focus;
  isClosed = true;
  before.freeze();
  network.reset();
  const after = await join({ seat });
  expect(after.scene.focus).toBe(body);
});

test("a seat taken over by the same player elsewhere is lost here, and said so", async () => {
  const seat = seatInMemory();
  const before = await join({ seat });
  const body = before.scene.focus;
  const copy = seatInMemory();
  copy.write(seat.read());
  const after = await join({ seat: copy });
  await expect.poll(() => before.scene.connection).toEqual({ kind: "ended", reason: "replaced" });
  expect(after.scene.focus).toBe(body);
});

test("a stall of 3 s is trouble and nothing more", async () => {
  const player = await join();
  network.stall(3000);
  await expect.poll(() => state(player), { interval: 5, timeout: 5000 }).toBe("troubled");
  await expect.poll(() => state(player), { interval: 5, timeout: 5000 }).toBe("connected");
});

test("while the server refuses, tries go on, and the same body is played when it is back", async () => {
  const player = await join();
  const body = player.scene.focus;
  network.refuse(true);
  network.reset();
  await expect.poll(() => player.scene.connection, { timeout: 10_000 }).toMatchObject({ kind: "reconnecting", attempt: 3 });
  network.refuse(false);
  await expect.poll(() => state(player), { timeout: 10_000 }).toBe("connected");
  expect(player.scene.focus).toBe(body);
});

test("a try to join that was given up, and succeeds all the same, leaves no body behind", async () => {
  const watcher = await join({}, server.port);
  const before = new Set(watcher.scene.roster.map(({ id }) => id));
  const slow = { latency: 2500, jitter: 0, bandwidth: null };
  network.change({ up: slow, down: slow });
  const joining = join();
  // The first try is given up after 4 s; its answer is on the way, and comes at 5 s.
  await expect.poll(() => network.connections, { timeout: 6000 }).toBeGreaterThanOrEqual(2);
  network.change({ up: clear, down: clear });
  await joining;
  const { tick } = watcher.scene;
  await expect.poll(() => watcher.scene.tick - tick, { timeout: 6000 }).toBeGreaterThan(100);
  expect(watcher.scene.roster.filter(({ id }) => !before.has(id))).toHaveLength(1);
});

test("who leaves is gone, and gives the seat up", async () => {
  const seat = seatInMemory();
  const stays = await join();
  const leaves = await join({ seat });
  const isThere = (): boolean => stays.scene.roster.some(({ id }) => id === leaves.scene.focus);
  await expect.poll(isThere).toBe(true);
  leaves.leave();
  await expect.poll(isThere).toBe(false);
  expect(seat.read()).toBeNull();
});
