import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { PHASE_PLAYING, PHASE_PODIUM, PHASE_WAITING, STATUS_REMATCH } from "../../shared/protocol/state.ts";
import { type ArenaServer, startArena } from "./arena-server.ts";
import type { Player } from "./player.ts";
import { Seated } from "./seated.ts";

/** ms. The podium is long enough to vote on, the round for what a test does in it. */
const RULES = { roundMs: 3000, podiumMs: 1500 };

let server: ArenaServer;
const seated = new Seated(() => server.url);

beforeAll(async () => {
  server = await startArena({ ARENA_BOTS: "2" }, { rules: RULES });
});
afterEach(() => seated.leave());
afterAll(() => server.app.close());

const duel = { kind: "any", mode: "duel" } as const;

async function pair(): Promise<[Player, Player]> {
  const first = await seated.join({ name: "Ada" }, duel);
  const second = await seated.join({ name: "Bob" }, duel);
  await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
  return [first, second];
}

const names = ({ room }: Player): string[] => [...room.state.roster.values()].filter(({ bot }) => !bot).map(({ name }) => name);

/** For tests that have to live through a round. */
const ROUND = { timeout: RULES.roundMs + 3000 };

describe("a duel", () => {
  test("lets the first player warm up with a bot, and nothing counts yet", async () => {
    const first = await seated.join({}, duel);
    await expect.poll(() => first.room.state.phase).toBe(PHASE_WAITING);
    expect([...first.room.state.roster.values()].filter(({ bot }) => bot)).toHaveLength(1);
    // Who comes before the first tick is told of it with that.
    await expect.poll(() => first.room.state.phaseEnds - first.room.state.tick).toBeGreaterThan(15 * 40);
    expect(first.welcomes[0]?.mode).toBe("duel");
  });

  test("begins when the second comes, and the bot is gone", async () => {
    const [first, second] = await pair();
    expect(second.room.roomId).toBe(first.room.roomId);
    expect(names(first)).toEqual(["Ada", "Bob"]);
    expect(first.room.state.roster.size).toBe(2);
  });

  test("seats two: the third who looks for one gets another, and one who names this one is told that it is full", async () => {
    const [first] = await pair();
    const third = await seated.join({}, duel);
    expect(third.room.roomId).not.toBe(first.room.roomId);
    await expect(seated.join({}, { kind: "room", roomId: first.room.roomId })).rejects.toMatchObject({ code: JoinError.ROOM_FULL });
  });

  test("is not found by who looks for an arena", async () => {
    const first = await seated.join({}, duel);
    const other = await seated.join();
    expect(other.room.roomId).not.toBe(first.room.roomId);
    expect(other.welcomes[0]?.mode).toBe("arena");
  });
});

describe("who leaves a duel", () => {
  test("loses it at once", async () => {
    const [first, second] = await pair();
    await second.leave();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PODIUM);
    expect(first.results.at(-1)).toMatchObject({ winner: first.body });
  });

  test("is not replaced by a bot", async () => {
    const [first, second] = await pair();
    await second.leave();
    await expect.poll(() => first.room.state.roster.size).toBe(1);
    expect(first.room.state.phase).toBe(PHASE_PODIUM);
  });
});

describe("when the round is over", () => {
  test("both want another: it begins at once, with the same two", async () => {
    const [first, second] = await pair();
    const { round } = first.room.state;
    await expect.poll(() => first.room.state.phase, ROUND).toBe(PHASE_PODIUM);
    const { phaseEnds } = first.room.state;
    first.wantRematch();
    await expect.poll(() => (second.room.state.roster.get(String(first.body))?.status ?? 0) & STATUS_REMATCH).toBe(STATUS_REMATCH);
    expect(first.room.state.phase).toBe(PHASE_PODIUM);
    second.wantRematch();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
    expect(first.room.state.tick).toBeLessThan(phaseEnds);
    expect(first.room.state.round).toBe(round + 1);
    await expect.poll(() => first.entry?.status ?? STATUS_REMATCH).toBe(0);
  });

  test("only one wants another: both are told that the match is over", async () => {
    const [first, second] = await pair();
    await expect.poll(() => first.room.state.phase, ROUND).toBe(PHASE_PODIUM);
    first.wantRematch();
    await expect.poll(() => [first.left, second.left], ROUND).toEqual([CloseCode.MATCH_OVER, CloseCode.MATCH_OVER]);
  });

  test("a wish for another during the round is no vote", async () => {
    const [first, second] = await pair();
    first.wantRematch();
    second.wantRematch();
    await expect.poll(() => first.left, ROUND).toBe(CloseCode.MATCH_OVER);
  });

  test("nobody is led into a match that is about to end", async () => {
    const [first, second] = await pair();
    await second.leave();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PODIUM);
    const next = await seated.join({}, duel);
    expect(next.room.roomId).not.toBe(first.room.roomId);
  });

  test("who stayed alone and wants another waits for the next opponent", async () => {
    const [first, second] = await pair();
    await second.leave();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PODIUM);
    first.wantRematch();
    await expect.poll(() => first.room.state.phase).toBe(PHASE_WAITING);
    const next = await seated.join({ name: "Cem" }, duel);
    expect(next.room.roomId).toBe(first.room.roomId);
    await expect.poll(() => first.room.state.phase).toBe(PHASE_PLAYING);
  });
});
