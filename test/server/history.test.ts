import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askGuest } from "../../client/game/net/door.ts";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { leaderboardAnswer, type PlayerAnswer, playerAnswer } from "../../shared/protocol/players.ts";
import { PHASE_PLAYING } from "../../shared/protocol/state.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import { Player } from "./player.ts";

const directory = temporaryDirectory();
let server: ArenaServer;
beforeAll(async () => {
  server = await startArena({ DATA_DIR: directory, REGION: "eu-west" }, { rules: { roundMs: 3000, podiumMs: 1000 } });
});
afterAll(() => server.app.close());

async function ask(path: string, token: string): Promise<Response> {
  return fetch(`${server.url}/api/${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

async function historyOf({ guest }: Player): Promise<PlayerAnswer> {
  return playerAnswer.parse(await (await ask(`players/${guest.playerId}`, guest.token)).json());
}

test("a round is in the history of those who played it, and nothing waits in the outbox", async () => {
  const [ann, bob] = [await Player.join(server.url, { name: "Ann <b>" }), await Player.join(server.url, { name: "Bob" })];
  const watcher = await Player.join(server.url, { spectate: true }, { kind: "room", roomId: ann.room.roomId });
  await expect.poll(async () => (await historyOf(bob)).matches.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const history = await historyOf(ann);
  expect(history).toMatchObject({ playerId: ann.guest.playerId, name: "Ann <b>", ratings: [] });
  const [match] = history.matches;
  expect(match).toMatchObject({ matchId: `${ann.room.roomId}-1`, mode: "arena", place: 1, ranked: false, forfeited: false, ratingAfter: null });
  expect((match?.endedAt ?? 0) - (match?.startedAt ?? 0)).toBe(3000);
  expect((await historyOf(watcher)).matches).toEqual([]);
  await expect.poll(() => readdir(join(directory, "outbox"))).toEqual([]);
  await Promise.all([ann, bob, watcher].map((player) => player.leave()));
});

test("who leaves a duel has lost it", async () => {
  const rules = { kind: "any", mode: "duel" } as const;
  const [stays, leaves] = [await Player.join(server.url, {}, rules), await Player.join(server.url, {}, rules)];
  expect(stays.room.roomId).toBe(leaves.room.roomId);
  await expect.poll(() => stays.room.state.phase).toBe(PHASE_PLAYING);
  await leaves.leave();
  await expect.poll(async () => (await historyOf(leaves)).matches.length, { timeout: 20_000 }).toBe(1);
  expect((await historyOf(leaves)).matches[0]).toMatchObject({ mode: "duel", place: 2, forfeited: true });
  expect((await historyOf(stays)).matches[0]).toMatchObject({ mode: "duel", place: 1, forfeited: false });
  if (stays.left === null) await stays.leave();
});

test("boards and players are shown to players, and what is not there is said", async () => {
  const { token } = await askGuest(server.url, {});
  expect(leaderboardAnswer.parse(await (await ask("leaderboards/duel", token)).json())).toEqual({ mode: "duel", players: [] });
  expect((await ask("leaderboards/casino", token)).status).toBe(404);
  expect((await ask("players/nobody", token)).status).toBe(404);
  expect((await ask("players/%27%20or%201=1", token)).status).toBe(404);
  expect((await ask("leaderboards/duel?page=-1", token)).status).toBe(400);
  expect((await ask("leaderboards/duel", "")).status).toBe(401);
});
