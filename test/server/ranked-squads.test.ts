import type { Room } from "@colyseus/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NEW_RATING, rate, shownRating } from "../../server/matchmaking/ratings.ts";
import { PLAYERS_PATH } from "../../shared/protocol/api-paths.ts";
import { playerAnswer } from "../../shared/protocol/players.ts";
import { type MatchState, PHASE_PLAYING } from "../../shared/protocol/state.ts";
import { JOIN } from "./queue-door.ts";
import { QueueServer } from "./queue-server.ts";

/** Of a win, by the mode. */
const KILLS = 50;

/** The team, 1 or 2, that is to have scored enough; 0: the match goes on. */
let winner = 0;
let server: QueueServer;

beforeAll(async () => {
  server = await QueueServer.start(
    {},
    {
      // As if its players had shot as well as that.
      around: (_room, match, tick) => {
        if (winner > 0) match.world.scores[winner - 1] = KILLS;
        tick();
      },
    },
  );
});
afterAll(() => server.app.close());

test("a squads match by tickets that one player leaves counts: they have lost, their mates are not rated down, who beats three of four gains three quarters", async () => {
  const names = Array.from({ length: 8 }, (_name, index) => `player${index}`);
  const tickets = await Promise.all(names.map((name) => server.queue(name, "squads", { join: { ...JOIN.join, name } })));
  const rooms: Room<unknown, MatchState>[] = [];
  for (const [index, name] of names.entries()) {
    const { seat, ranked } = await server.seat(name, tickets[index]?.id ?? "");
    expect(ranked).toBe(true);
    rooms.push(await server.take(name, seat));
  }
  const [first] = rooms;
  const bodies = () => Array.from(first?.state.roster.values() ?? []);
  await expect.poll(() => bodies().filter(({ bot }) => !bot).length).toBe(8);
  await expect.poll(() => first?.state.phase).toBe(PHASE_PLAYING);
  const teams = new Map(bodies().map(({ name, team }) => [name, team]));
  const [leaver = ""] = names.slice(1);
  await rooms[1]?.leave();
  // A bot takes the place.
  await expect.poll(() => bodies().filter(({ bot }) => bot).length).toBe(1);
  winner = teams.get(leaver) === 1 ? 2 : 1;

  const recordOf = async (name: string) => {
    const { playerId } = await server.guest(name);
    return playerAnswer.parse(await (await server.ask(name, "GET", `${PLAYERS_PATH}/${playerId}`)).json());
  };
  await expect.poll(async () => (await recordOf(leaver)).matches.length, { timeout: 20_000 }).toBe(1);

  const sides = [1, 2].map((team) => names.filter((name) => teams.get(name) === team));
  expect(sides.map(({ length }) => length)).toEqual([4, 4]);
  const shown = (left: boolean) => {
    const results = sides.map((side, index) => ({ place: index + 1 === winner ? 1 : 2, players: side.map((id) => ({ id, left: left && id === leaver })) }));
    return new Map(Array.from(rate(results, new Map()), ([name, rating]) => [name, shownRating(rating)]));
  };
  for (const name of names) {
    const { matches, ratings } = await recordOf(name);
    const hasWon = teams.get(name) === winner;
    expect(matches).toMatchObject([{ mode: "squads", ranked: true, place: hasWon ? 1 : 2, forfeited: name === leaver, ratingBefore: 1000 }]);
    expect([name, ratings[0]?.rating]).toEqual([name, shown(true).get(name)]);
    // Mates: as before. Opponents: less than against four.
    if (!hasWon && name !== leaver) expect(ratings[0]?.rating).toBe(shownRating(NEW_RATING));
    if (hasWon) expect(ratings[0]?.rating).toBeLessThan(shown(false).get(name) ?? 0);
    if (hasWon) expect(ratings[0]?.rating).toBeGreaterThan(shownRating(NEW_RATING));
  }
  await Promise.all(rooms.filter((_room, index) => index !== 1).map((room) => room.leave()));
});
