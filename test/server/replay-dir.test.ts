import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "../../server/match/log-files.ts";
import { replay } from "../../server/match/replay.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

let server: ArenaServer;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "strafe-"));
  server = await startArena({ REPLAY_DIR: directory, ARENA_BOTS: "6" });
});
afterAll(async () => {
  await server.app.close();
  await rm(directory, { recursive: true });
});

test("a round that people and bots played over real sockets is on disk when its match ends, and runs again to the same hashes", async () => {
  const players = await Promise.all([Player.join(server.url), Player.join(server.url)]);
  for (const [index, player] of players.entries()) player.play({ moveX: 4096 - index * 5000, aim: index * 9000, buttons: 1 });
  await expect.poll(() => players[0]?.room.state.tick, { timeout: 30_000 }).toBeGreaterThan(200);
  const roomId = players[0]?.room.roomId;
  await Promise.all(players.map((player) => player.leave()));
  await expect.poll(() => readdir(directory), { timeout: 20_000 }).toEqual([`${roomId}-1.round`]);
  await expect
    .poll(async () => {
      const { ticks, hashes, differsAt } = replay(await readLog(join(directory, `${roomId}-1.round`)));
      return ticks > 200 && hashes >= 5 && differsAt === null;
    })
    .toBe(true);
});

test("a round that a shutdown cuts short is on disk, whole, when the server has closed", async () => {
  const player = await Player.join(server.url);
  player.play({ moveX: 4096, aim: 0, buttons: 1 });
  await expect.poll(() => player.room.state.tick, { timeout: 30_000 }).toBeGreaterThan(100);
  await server.app.close();
  const log = await readLog(join(directory, `${player.room.roomId}-1.round`));
  const { ticks, differsAt } = replay(log);
  expect(ticks).toBeGreaterThan(100);
  expect(differsAt).toBeNull();
});
