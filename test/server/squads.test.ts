import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ArenaServer, startArena } from "./arena-server.ts";
import type { Player } from "./player.ts";
import { Seated } from "./seated.ts";

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "12" });
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

const squads = { kind: "any", mode: "squads" } as const;

const bodies = ({ room }: Player) => [...room.state.roster.values()];
const sizes = (player: Player) => [1, 2].map((team) => bodies(player).filter((body) => body.team === team).length);
const people = (player: Player) => [1, 2].map((team) => bodies(player).filter((body) => body.team === team && !body.bot).length);

describe("a squads match", () => {
  test("is four against four, bots in every place that nobody has", async () => {
    const player = await seated.join({}, squads);
    await expect.poll(() => sizes(player)).toEqual([4, 4]);
    expect(people(player)).toEqual([1, 0]);
    expect(player.welcomes[0]?.mode).toBe("squads");
  });

  test("spreads people over both teams as they come", async () => {
    const first = await seated.join({}, squads);
    for (const expected of [
      [1, 1],
      [2, 1],
      [2, 2],
    ]) {
      await seated.join({}, squads);
      await expect.poll(() => people(first)).toEqual(expected);
      expect(sizes(first)).toEqual([4, 4]);
    }
  });

  test("sends who comes to the team that somebody left", async () => {
    const first = await seated.join({}, squads);
    const second = await seated.join({}, squads);
    const third = await seated.join({}, squads);
    await expect.poll(() => people(first)).toEqual([2, 1]);
    await second.leave();
    await expect.poll(() => people(first)).toEqual([2, 0]);
    const next = await seated.join({}, squads);
    await expect.poll(() => next.entry?.team).toBe(2);
    expect(third.entry?.team).toBe(1);
  });

  test("gives a leaver's place to a bot of the same team, in the same patch", async () => {
    const first = await seated.join({}, squads);
    const second = await seated.join({}, squads);
    await expect.poll(() => people(first)).toEqual([1, 1]);
    const seen: string[] = [];
    first.room.onStateChange(() => void seen.push(sizes(first).join()));
    await second.leave();
    await expect.poll(() => people(first)).toEqual([1, 0]);
    expect(new Set(seen)).toEqual(new Set(["4,4"]));
  });

  test("counts the kills of each team in its state", async () => {
    const player = await seated.join({ bots: true, level: "veteran" }, { kind: "new", mode: "squads" });
    player.play({});
    await expect.poll(() => [...(player.room.state.scores ?? [])]).toEqual([0, 0]);
    // Everybody is told of every kill, wherever it was.
    await expect.poll(() => player.events.some(({ kind }) => kind === "killAnnounced"), { timeout: 40_000 }).toBe(true);
    await expect.poll(() => (player.room.state.scores[0] ?? 0) + (player.room.state.scores[1] ?? 0)).toBeGreaterThan(0);
  });

  test("holds eight people; the ninth gets another", async () => {
    const all = await Promise.all(Array.from({ length: 9 }, () => seated.join({}, squads)));
    const rooms = new Map<string, number>();
    for (const { room } of all) rooms.set(room.roomId, (rooms.get(room.roomId) ?? 0) + 1);
    expect([...rooms.values()].sort()).toEqual([1, 8]);
  });
});
