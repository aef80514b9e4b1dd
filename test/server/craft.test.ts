import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { COLOR_COUNT, TRAILS } from "../../shared/protocol/craft.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

let server: ArenaServer;
const players: Player[] = [];

beforeAll(async () => {
  server = await startArena();
});
afterEach(async () => {
  await Promise.all(players.splice(0).map((player) => player.leave()));
});
afterAll(() => server.app.close());

async function join(...parameters: Parameters<typeof Player.join> extends [string, ...infer Rest] ? Rest : never): Promise<Player> {
  const player = await Player.join(server.url, ...parameters);
  players.push(player);
  await expect.poll(() => player.self).toBeDefined();
  return player;
}

describe("a craft's looks", () => {
  test("reach the others as they were chosen", async () => {
    const player = await join({ craft: { color: 9, trail: 3 } });
    const other = await join();
    await expect.poll(() => other.room.state.roster.get(String(player.body))).toMatchObject({ color: 9, trail: 3 });
  });

  test("are given by the match to who chooses none: a colour that nobody has, the plain trail", async () => {
    const first = await join({ craft: { color: 0, trail: 1 } });
    const second = await join();
    expect(second.entry?.color).not.toBe(first.entry?.color);
    expect(second.entry?.trail).toBe(0);
  });

  test.each([{ color: COLOR_COUNT, trail: 0 }, { color: -1, trail: 0 }, { color: 1.5, trail: 0 }, { trail: TRAILS.length }, { trail: 0, strength: 2 }])(
    "are refused where there are none such: %j",
    async (craft) => {
      await expect(join({ craft })).rejects.toMatchObject({ code: JoinError.BAD_OPTIONS });
    },
  );
});
