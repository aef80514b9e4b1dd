import fc from "fast-check";
import { expect, test } from "vitest";
import { CURVES, widthAfter } from "../../../server/matchmaking/curve.ts";
import { type Entry, match } from "../../../server/matchmaking/matcher.ts";
import { entry } from "./entries.ts";

const DUEL = { side: 1 };
const SQUADS = { side: 4 };
const HERE = ["here"];

function duels(waiting: readonly Entry[], now = 0, regions = HERE) {
  return match(waiting, now, CURVES.duel, DUEL, regions);
}

function squads(waiting: readonly Entry[], now = 0) {
  return match(waiting, now, CURVES.squads, SQUADS, HERE);
}

test("the nearest by rating play one another", () => {
  const { proposals } = duels([entry("a", { mu: 25 }), entry("b", { mu: 28 }), entry("c", { mu: 25.5 })]);
  expect(proposals.map(({ entries }) => entries.map(({ id }) => id))).toEqual([["a", "c"]]);
  expect(proposals[0]).toMatchObject({ region: "here", sides: [["a-0"], ["c-0"]], bots: 0 });
});

test("who has waited longest chooses first", () => {
  const waiting = [entry("late", { mu: 25, since: 900 }), entry("early", { mu: 26, since: 0 }), entry("wanted", { mu: 25.4, since: 500 })];
  expect(duels(waiting, 1000).proposals.map(({ entries }) => entries.map(({ id }) => id))).toEqual([["early", "wanted"]]);
});

test("the window of both has to be open: it opens with their waiting", () => {
  const apart = (since: number) => [entry("a", { mu: 20 }), entry("b", { mu: 29, since })];
  expect(duels(apart(0), 0).proposals).toEqual([]);
  expect(duels(apart(14_000), 16_000).proposals).toEqual([]);
  expect(duels(apart(0), 16_000).proposals).toHaveLength(1);
});

test("a match is played where the worst ping is least", () => {
  const waiting = [entry("a", { pings: { east: 10, west: 60 } }), entry("b", { pings: { east: 70, west: 50 } })];
  expect(duels(waiting, 0, ["east", "west"]).proposals[0]?.region).toBe("west");
});

test("nobody plays far away from where they would, until they have waited", () => {
  const waiting = [entry("a", { pings: { east: 10, west: 150 } }), entry("b", { pings: { east: 150, west: 10 } })];
  expect(duels(waiting, 0, ["east", "west"]).proposals).toEqual([]);
  expect(duels(waiting, 16_000, ["east", "west"]).proposals).toHaveLength(1);
});

test("who is far from everywhere plays in the nearest region all the same", () => {
  const far = { pings: { here: 400 } };
  expect(duels([entry("a", far), entry("b", far)]).proposals).toHaveLength(1);
});

test("nobody is taken to a region that is full, nor for its sake farther than they would play, bots or not", () => {
  const near = (id: string) => entry(id, { pings: { east: 10, west: 200 } });
  const waiting = [near("a"), near("b")];
  const matched = (now: number, full: string[]) =>
    match(waiting, now, CURVES.duel, DUEL, ["east", "west"], new Set(full)).proposals.map(({ region }) => region);
  expect(matched(1000, [])).toEqual(["east"]);
  expect(matched(1000, ["east"])).toEqual([]);
  expect(matched(29_000, ["east"])).toEqual(["west"]);
  expect(matched(60_000, ["east", "west"])).toEqual([]);
});

test("a party stays together, on one side", () => {
  const waiting = [entry("party", { players: 3 }), entry("pair", { players: 2 }), ...["a", "b", "c"].map((id) => entry(id))];
  const { proposals } = squads(waiting);
  expect(proposals).toHaveLength(1);
  for (const party of waiting) {
    const ids = party.players.map(({ id }) => id);
    expect(proposals[0]?.sides.some((side) => ids.every((id) => side.includes(id)))).toBe(true);
  }
});

test("three parties of three are no match: two sides of four cannot be made of them", () => {
  const waiting = ["a", "b", "c"].map((id) => entry(id, { players: 3 }));
  expect(squads(waiting).proposals).toEqual([]);
  // The control: of two of them with two single players they can.
  expect(squads([...waiting, entry("d"), entry("e")]).proposals).toHaveLength(1);
});

test("the sides are as equal as they can be", () => {
  const ratings = [30, 29, 28, 27, 26, 26, 27, 27];
  const { proposals } = squads(ratings.map((mu, index) => entry(`p${index}`, { mu })));
  const strength = (side: readonly string[] = []) => side.reduce((sum, id) => sum + (ratings[Number(id[1])] ?? 0), 0);
  expect(strength(proposals[0]?.sides[0])).toBe(strength(proposals[0]?.sides[1]));
});

test("bots come when the limit that players are told is over, not before", () => {
  const { botsAfter } = CURVES.duel;
  expect(duels([entry("a")], botsAfter - 1).proposals).toEqual([]);
  expect(duels([entry("a")], botsAfter).proposals[0]).toMatchObject({ bots: 1, entries: [{ id: "a" }] });
});

test("a match with bots takes along who has waited a while, and nobody who has just come", () => {
  const now = CURVES.squads.botsAfter;
  const waiting = [entry("first"), entry("second", { since: now - CURVES.squads.alongAfter }), entry("new", { since: now - 1000 })];
  const { proposals } = squads(waiting, now);
  expect(proposals.map(({ entries, bots }) => [entries.map(({ id }) => id), bots])).toEqual([[["first", "second"], 6]]);
});

const { NaN: NO_NUMBER } = Number;

test.each<[what: string, bad: Entry, why: RegExp]>([
  ["without players", { id: "bad", since: 0, players: [] }, /no players/],
  ["larger than a side", entry("bad", { players: 2 }), /more than the 1/],
  ["whose rating is no number", entry("bad", { mu: NO_NUMBER }), /rating/],
  ["whose ping is no number", entry("bad", { pings: { here: NO_NUMBER } }), /pings/],
  ["whose time is no number", entry("bad", { since: NO_NUMBER }), /no time/],
  ["of a player who waits already", { ...entry("a"), id: "bad" }, /another ticket/],
])("a ticket %s is reported, and the others are matched", (_what, bad, why) => {
  const { proposals, faults } = duels([entry("a"), bad, entry("b")]);
  expect(faults).toEqual([{ id: "bad", why: expect.stringMatching(why) }]);
  expect(proposals.map(({ entries }) => entries.map(({ id }) => id))).toEqual([["a", "b"]]);
});

const anyEntries = fc
  .array(
    fc.record({
      mu: fc.double({ min: 0, max: 50, noNaN: true }),
      since: fc.integer({ min: 0, max: 40_000 }),
      players: fc.integer({ min: 1, max: 4 }),
      pings: fc.record({ east: fc.integer({ min: 5, max: 300 }), west: fc.integer({ min: 5, max: 300 }) }),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((more, index) => entry(`t${index}`, more)));

test("whatever waits: nobody is in two matches, sides hold, windows hold, and order does not matter", () => {
  fc.assert(
    fc.property(anyEntries, fc.integer({ min: 40_000, max: 50_000 }), (waiting, now) => {
      const curve = CURVES.squads;
      const { proposals } = match(waiting, now, curve, SQUADS, ["east", "west"]);
      const players = proposals.flatMap(({ sides }) => sides.flat());
      expect(new Set(players).size).toBe(players.length);
      for (const { sides, bots, entries, region } of proposals) {
        expect(sides[0].length + sides[1].length + bots).toBe(8);
        for (const side of sides) expect(side.length).toBeLessThanOrEqual(4);
        expect(entries.flatMap(({ players }) => players.map(({ id }) => id)).sort()).toEqual(sides.flat().sort());
        const means = entries.map(({ players }) => players.reduce((sum, { rating }) => sum + rating.mu, 0) / players.length);
        const window = Math.min(...entries.map(({ since }) => widthAfter(curve.rating, now - since)));
        expect(Math.max(...means) - Math.min(...means)).toBeLessThanOrEqual(window + 1e-9);
        for (const { since, players } of entries) {
          const [ping = 0] = players.map(({ pings }) => pings[region]);
          const best = Math.min(...players.flatMap(({ pings }) => Object.values(pings)));
          expect(ping).toBeLessThanOrEqual(Math.max(best, widthAfter(curve.ping, now - since)));
        }
      }
      expect(match(waiting.toReversed(), now, curve, SQUADS, ["east", "west"]).proposals).toEqual(proposals);
    }),
  );
});

test("every lonely one is matched once bots may come", () => {
  fc.assert(
    fc.property(anyEntries, (waiting) => {
      const { proposals } = match(waiting, 80_000, CURVES.squads, SQUADS, ["east", "west"]);
      expect(proposals.flatMap(({ entries }) => entries)).toHaveLength(waiting.length);
    }),
  );
});
