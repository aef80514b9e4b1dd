import { describe, expect, test } from "vitest";
import { rateResult } from "../../../server/matchmaking/rate-result.ts";
import { NEW_RATING, type Rating, rate, shownRating, type TeamResult } from "../../../server/matchmaking/ratings.ts";

const stayed = (...ids: string[]) => ids.map((id) => ({ id, left: false }));
const before = new Map<string, Rating>();

function mu(teams: readonly TeamResult[]): Record<string, number> {
  return Object.fromEntries(Array.from(rate(teams, before), ([id, rating]) => [id, rating.mu]));
}

const squad = (place: number, name: string, leavers: string[] = []): TeamResult => ({
  place,
  players: [1, 2, 3, 4].map((number) => ({ id: `${name}${number}`, left: leavers.includes(`${name}${number}`) })),
});

test("who wins is rated up, who loses down, and both are known better", () => {
  const after = rate(
    [
      { place: 1, players: stayed("a") },
      { place: 2, players: stayed("b") },
    ],
    before,
  );
  expect(after.get("a")?.mu).toBeGreaterThan(NEW_RATING.mu);
  expect(after.get("b")?.mu).toBeLessThan(NEW_RATING.mu);
  expect(after.get("a")?.sigma).toBeLessThan(NEW_RATING.sigma);
});

test("a draw of equals moves neither", () => {
  const { a, b } = mu([
    { place: 1, players: stayed("a") },
    { place: 1, players: stayed("b") },
  ]);
  expect(a).toBeCloseTo(NEW_RATING.mu);
  expect(b).toBeCloseTo(NEW_RATING.mu);
});

describe("who leaves", () => {
  test("has lost a duel, as if it had been played, and the other has won it in full", () => {
    const played = mu([
      { place: 1, players: stayed("a") },
      { place: 2, players: stayed("b") },
    ]);
    const left = mu([
      { place: 1, players: [{ id: "b", left: true }] },
      { place: 2, players: stayed("a") },
    ]);
    expect(left.b).toBeCloseTo(played.b ?? 0);
    // The rules of the mode put who stayed first; had they not, leaving would still be no win.
    expect(
      mu([
        { place: 1, players: stayed("a") },
        { place: 2, players: [{ id: "b", left: true }] },
      ]).a,
    ).toBeCloseTo(played.a ?? 0);
  });

  test("has lost even where their team won without them, and the team gains in full", () => {
    const played = mu([squad(1, "a"), squad(2, "b")]);
    const left = mu([squad(1, "a", ["a1"]), squad(2, "b")]);
    expect(left.a1).toBeLessThan(NEW_RATING.mu);
    expect(left.a2).toBeCloseTo(played.a2 ?? 0);
    expect(left.b1).toBeCloseTo(played.b1 ?? 0);
  });

  test("takes nothing from those left behind, who lose with one less", () => {
    const left = mu([squad(1, "a"), squad(2, "b", ["b1"])]);
    expect(left.b1).toBeLessThan(NEW_RATING.mu);
    for (const id of ["b2", "b3", "b4"]) expect(left[id]).toBe(NEW_RATING.mu);
  });

  test("leaves less to gain for those who beat the rest: the share that stayed", () => {
    const played = mu([squad(1, "a"), squad(2, "b")]);
    const left = mu([squad(1, "a"), squad(2, "b", ["b1"])]);
    expect((left.a1 ?? 0) - NEW_RATING.mu).toBeCloseTo(((played.a1 ?? 0) - NEW_RATING.mu) * 0.75);
  });
});

test("the ratings that are stored follow: by team, or each for themselves, with the numbers that people are shown", () => {
  const player = (playerId: string, team: number, place: number) => ({ playerId, team, place, kills: 0, deaths: 0, score: 0, forfeited: false });
  const result = { matchId: "m", mode: "duel", map: "x", region: null, startedAt: 0, endedAt: 1, ranked: true };
  const stored = new Map([["a", { mu: 30, sigma: 4, shown: 1720, matches: 7 }]]);
  const duel = rateResult({ ...result, players: [player("a", 0, 1), player("b", 0, 2)] }, stored);
  expect(duel.get("a")).toMatchObject({ before: 1720, rating: { matches: 8 } });
  expect(duel.get("a")?.rating.shown).toBeGreaterThan(1720);
  expect(duel.get("b")).toMatchObject({ before: 1000, rating: { matches: 1 } });
  const squads = rateResult({ ...result, players: [player("c", 1, 2), player("d", 1, 2), player("e", 2, 1)] }, stored);
  expect(squads.get("c")?.rating.mu).toBe(squads.get("d")?.rating.mu);
  expect(squads.get("e")?.rating.mu).toBeGreaterThan(NEW_RATING.mu);
  // Whoever they fought, it was no person.
  expect(rateResult({ ...result, players: [player("a", 0, 1)] }, stored).size).toBe(0);
});

test("a new player is shown 1000, and nobody less than nothing", () => {
  expect(shownRating(NEW_RATING)).toBe(1000);
  expect(shownRating({ mu: 0, sigma: 9 })).toBe(0);
});
