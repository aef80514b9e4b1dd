import { describe, expect, test } from "vitest";
import { RoundPeople, type Standing } from "../../server/rooms/round-result.ts";

const standing = (kills: number, more: Partial<Standing> = {}): Standing => ({ team: 0, bot: false, kills, deaths: 0, assists: 0, ...more });

function places(people: RoundPeople, decided: { winner: number; team: number }, standings: Record<number, Standing>) {
  const players = people.decide(decided, new Map(Object.entries(standings).map(([body, each]) => [Number(body), each])));
  return Object.fromEntries(players.map(({ playerId, place, forfeited }) => [playerId, forfeited ? `${place} forfeited` : place]));
}

function seated(...players: string[]): RoundPeople {
  const people = new RoundPeople();
  players.forEach((player, index) => {
    people.came(player, index + 1);
  });
  return people;
}

describe("the result of a round", () => {
  test("says who came where; bots have places and no rows, equals share a place", () => {
    const standings = { 1: standing(3), 2: standing(7), 3: standing(3), 4: standing(5, { bot: true }), 5: standing(0) };
    const people = seated("ann", "bob", "cid");
    people.came("dan", 5);
    expect(places(people, { winner: 2, team: 0 }, standings)).toEqual({ bob: 1, ann: 3, cid: 3, dan: 5 });
  });

  test("of teams is the team's", () => {
    const standings = { 1: standing(1, { team: 1 }), 2: standing(7, { team: 2 }), 3: standing(8, { team: 1 }) };
    expect(places(seated("ann", "bob", "cid"), { winner: 3, team: 1 }, standings)).toEqual({ ann: 1, cid: 1, bob: 2 });
    expect(places(seated("ann", "bob", "cid"), { winner: 3, team: 0 }, standings)).toEqual({ ann: 1, cid: 1, bob: 1 });
  });

  test("of a duel that was left is lost for who left, however many they had", () => {
    const people = seated("ann", "bob");
    people.went("bob", 2, standing(9));
    expect(places(people, { winner: 1, team: 0 }, { 1: standing(1) })).toEqual({ ann: 1, bob: "2 forfeited" });
    // The next round is between those who are here.
    expect(places(people, { winner: 1, team: 0 }, { 1: standing(1) })).toEqual({ ann: 1 });
  });

  test("forgets who left where leaving forfeits nothing, and knows who came back", () => {
    const people = seated("ann", "bob", "cid");
    people.went("bob", 2, null);
    people.went("cid", 3, standing(2));
    people.came("cid", 4);
    expect(places(people, { winner: 1, team: 0 }, { 1: standing(3), 4: standing(0) })).toEqual({ ann: 1, cid: 2 });
  });

  test("is not mistaken about a player whose older seat is given up after the newer was taken", () => {
    const people = seated("ann");
    people.came("ann", 2);
    people.went("ann", 1, standing(5));
    expect(places(people, { winner: 2, team: 0 }, { 2: standing(0) })).toEqual({ ann: 1 });
  });
});
