import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mapsFor } from "../../server/match/rotation.ts";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

const GREAT = { ...DEFAULT_MAP, name: "great", width: 4800, height: 4800 };

const YARD = { ...DEFAULT_MAP, name: "yard", width: 3200, height: 3200 };

let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ MAX_PLAYERS: "101" }, { maps: [DEFAULT_MAP, GREAT] });
});
afterAll(() => server.app.close());

test("a room for more than 100 runs at 20 Hz, on a map that is large enough; a duel of the same server at 40", async () => {
  const player = await Player.join(server.url);
  const duellist = await Player.join(server.url, {}, { kind: "any", mode: "duel" });
  await expect.poll(() => player.welcomes.length + duellist.welcomes.length).toBe(2);
  expect(player.welcomes[0]).toMatchObject({ tickRate: 20, map: "great" });
  expect(duellist.welcomes[0]).toMatchObject({ tickRate: 40, mode: "duel" });
  const [from, start] = [player.room.state.tick, performance.now()];
  await expect.poll(() => player.room.state.tick - from, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(40);
  // Never faster; how much slower is for the machine to say.
  expect((40 * 1000) / (performance.now() - start)).toBeLessThan(21);
  await Promise.all([player.leave(), duellist.leave()]);
});

describe("the maps for a number of players", () => {
  test("are those with room for them, and not one in which they lose one another", () => {
    expect(mapsFor([DEFAULT_MAP, YARD, GREAT], 16)).toEqual([DEFAULT_MAP, YARD]);
    expect(mapsFor([DEFAULT_MAP, YARD, GREAT], 100)).toEqual([GREAT]);
  });

  test("or the largest, when there are more than any has room for", () => {
    expect(mapsFor([DEFAULT_MAP, GREAT], 200)).toEqual([GREAT]);
    expect(mapsFor([DEFAULT_MAP], 200)).toEqual([DEFAULT_MAP]);
  });
});
