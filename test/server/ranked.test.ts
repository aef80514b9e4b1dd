import type { Room } from "@colyseus/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PLAYERS_PATH } from "../../shared/protocol/api-paths.ts";
import { leaderboardAnswer, playerAnswer } from "../../shared/protocol/players.ts";
import { type MatchState, PHASE_PLAYING } from "../../shared/protocol/state.ts";
import { QueueServer } from "./queue-server.ts";

let server: QueueServer;
beforeAll(async () => {
  server = await QueueServer.start();
});
afterAll(() => server.app.close());

test("a duel by ticket that is forfeited changes both ratings, once, and stands in history and on the board", async () => {
  const names = ["stays", "leaves"];
  const tickets = await Promise.all(names.map((name) => server.queue(name)));
  const rooms: Room<unknown, MatchState>[] = [];
  for (const [index, name] of names.entries()) rooms.push(await server.take(name, (await server.seat(name, tickets[index]?.id ?? "")).seat));
  await expect.poll(() => rooms[0]?.state.phase).toBe(PHASE_PLAYING);
  await expect.poll(() => rooms[0]?.state.roster.size).toBe(2);
  await rooms[1]?.leave();

  const recordOf = async (name: string) => {
    const { playerId } = await server.guest(name);
    return playerAnswer.parse(await (await server.ask(name, "GET", `${PLAYERS_PATH}/${playerId}`)).json());
  };
  await expect.poll(async () => (await recordOf("leaves")).matches.length, { timeout: 20_000 }).toBe(1);
  const [winner, leaver] = [await recordOf("stays"), await recordOf("leaves")];
  expect(winner.matches).toMatchObject([{ mode: "duel", ranked: true, place: 1, forfeited: false, ratingBefore: 1000 }]);
  expect(leaver.matches).toMatchObject([{ mode: "duel", ranked: true, place: 2, forfeited: true, ratingBefore: 1000 }]);
  expect(winner.ratings).toMatchObject([{ mode: "duel", matches: 1 }]);
  expect(winner.ratings[0]?.rating).toBeGreaterThan(1000);
  expect(leaver.ratings[0]?.rating).toBeLessThan(winner.ratings[0]?.rating ?? 0);
  const board = leaderboardAnswer.parse(await (await server.ask("stays", "GET", "/api/leaderboards/duel")).json());
  expect(board.players.map(({ playerId }) => playerId)).toEqual([winner.playerId, leaver.playerId]);
  await rooms[0]?.leave();
});
