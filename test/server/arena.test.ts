import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { PHASE_PLAYING, PHASE_PODIUM } from "../../shared/protocol/state.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import type { Player } from "./player.ts";
import { Seated } from "./seated.ts";

const RULES = { roundMs: 1000, podiumMs: 1000 };

/** Half the pads of the other: the state has to follow. */
const YARD = { ...DEFAULT_MAP, name: "yard", pickups: DEFAULT_MAP.pickups.slice(0, 4) };

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "4" }, { rules: RULES, maps: [DEFAULT_MAP, YARD] });
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

/** A fresh room for each test: it begins with its first round. */
const fresh = { kind: "new", mode: "arena" } as const;
const withBots = { bots: true };
const beside = (player: Player) => ({ kind: "room", roomId: player.room.roomId }) as const;

const ROUND = { timeout: RULES.roundMs + RULES.podiumMs + 2000, interval: 5 };

describe("the rounds of an arena", () => {
  test("take turns on the maps, and every client is told before the first patch of the new one", async () => {
    const player = await seated.join(withBots, fresh);
    const watcher = await seated.join({ spectate: true }, beside(player));
    const { body } = player;
    player.play({});
    const seen: { round: number; map: string | undefined; pads: number[] }[] = [];
    player.room.onStateChange(({ round, pads }) => void seen.push({ round, map: player.welcomes.at(-1)?.map, pads: [...pads.keys()].map(Number) }));
    await expect.poll(() => player.room.state.round, ROUND).toBe(2);
    await expect.poll(() => player.room.state.round, ROUND).toBe(3);
    expect(player.welcomes.map(({ map }) => map)).toEqual(["foundry", "yard", "foundry"]);
    expect(watcher.welcomes.map(({ map }) => map)).toEqual(["foundry", "yard", "foundry"]);
    expect(player.welcomes.map((welcome) => welcome.body)).toEqual([body, body, body]);
    for (const { round, map, pads } of seen) {
      expect(map).toBe(round === 2 ? "yard" : "foundry");
      expect(Math.max(0, ...pads)).toBeLessThan(round === 2 ? 4 : DEFAULT_MAP.pickups.length);
    }
  });

  test("go on with the own frames where they were", async () => {
    const player = await seated.join(withBots, fresh);
    player.play();
    await expect.poll(() => player.room.state.round, ROUND).toBe(2);
    const [x, acknowledged] = [player.self?.own.x, player.acknowledged];
    await expect.poll(() => player.acknowledged).toBeGreaterThan(acknowledged + 10);
    await expect.poll(() => player.self?.own.x).not.toBe(x);
    expect(player.left).toBeNull();
  });

  test("end without being asked for another, and begin again after the podium", async () => {
    const player = await seated.join(withBots, fresh);
    await expect.poll(() => player.room.state.phase, ROUND).toBe(PHASE_PODIUM);
    const { tick } = player.room.state;
    await expect.poll(() => player.room.state.phase, ROUND).toBe(PHASE_PLAYING);
    expect(player.room.state.tick - tick).toBeGreaterThan((RULES.podiumMs / 1000) * 40 - 20);
  });

  test("begin at once when every player wants it, watchers not asked", async () => {
    const first = await seated.join(withBots, fresh);
    const second = await seated.join({}, beside(first));
    await seated.join({ spectate: true }, beside(first));
    await expect.poll(() => first.room.state.phase, ROUND).toBe(PHASE_PODIUM);
    const { phaseEnds } = first.room.state;
    first.wantRematch();
    second.wantRematch();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
    expect(first.room.state.tick).toBeLessThan(phaseEnds);
  });
});

describe("the results of a round", () => {
  test("come with its end, to players and watchers, and say what each did", async () => {
    const player = await seated.join(withBots, fresh);
    const watcher = await seated.join({ spectate: true }, beside(player));
    player.play({ buttons: 1 });
    await expect.poll(() => player.results.length, ROUND).toBe(1);
    const [results] = player.results;
    const round = results?.round;
    const fired = player.batches.flatMap(({ events }) => events).filter((event) => event.kind === "projectileFired" && event.body === player.body);
    const own = results?.players.find(({ body }) => body === player.body);
    expect(results?.players).toHaveLength(4);
    expect(own?.shots).toBeGreaterThan(0);
    expect(Math.abs((own?.shots ?? 0) - fired.length)).toBeLessThanOrEqual(2);
    await expect.poll(() => watcher.results.some((heard) => heard.round === round)).toBe(true);
  });

  test("are told to who comes while the podium stands, and to nobody before", async () => {
    const player = await seated.join(withBots, fresh);
    await expect.poll(() => player.results.length, ROUND).toBe(1);
    const late = await seated.join({}, beside(player));
    await expect.poll(() => late.results.length).toBe(1);
    await expect.poll(() => player.room.state.phase, ROUND).toBe(PHASE_PLAYING);
    const next = await seated.join({}, beside(player));
    const { tick } = next.room.state;
    await expect.poll(() => next.room.state.tick).toBeGreaterThan(tick + 10);
    expect(next.results).toEqual([]);
  });
});
