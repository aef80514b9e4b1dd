import fc from "fast-check";
import { expect, test } from "vitest";
import { CURVES, widthAfter } from "../../../server/matchmaking/curve.ts";
import { estimate, estimateWhenFull, remember, WAITS_KEPT } from "../../../server/matchmaking/estimate.ts";
import { PARTY_MOST, type Party, withMember, withoutMember } from "../../../server/matchmaking/party.ts";
import { fitsTwoSides, partEvenly } from "../../../server/matchmaking/teams.ts";

test("a window is as wide as its points say, opens evenly between them and never closes", () => {
  const openings = [
    { after: 0, width: 2 },
    { after: 10, width: 4 },
  ];
  expect([0, 5, 10, 99].map((waited) => widthAfter(openings, waited))).toEqual([2, 3, 4, 4]);
  for (const { rating, ping } of Object.values(CURVES)) {
    for (const curve of [rating, ping]) {
      fc.assert(fc.property(fc.nat(60_000), fc.nat(60_000), (a, b) => widthAfter(curve, a + b) >= widthAfter(curve, a)));
    }
  }
});

test("the wait that is left is the median of those that were longer, at most until bots come", () => {
  expect(estimate([], 4000, 30_000)).toBe(26_000);
  expect(estimate([1000, 2000, 9000, 10_000, 12_000], 4000, 30_000)).toBe(6000);
  expect(estimate([60_000], 0, 30_000)).toBe(30_000);
  expect(estimate([5000], 35_000, 30_000)).toBe(0);
  // No bots come where there is no room for them either.
  expect(estimateWhenFull([60_000, 70_000, 80_000], 35_000, 30_000)).toBe(35_000);
  expect(estimateWhenFull([], 4000, 30_000)).toBe(26_000);
  expect(estimateWhenFull([5000], 35_000, 30_000)).toBe(35_000);
  const many = Array.from({ length: 80 }, (_wait, index) => index).reduce<number[]>(remember, []);
  expect(many).toHaveLength(WAITS_KEPT);
  expect(many.at(-1)).toBe(79);
});

test("units are parted into sides that differ as little as any way of parting them allows", () => {
  const units = fc.array(fc.record({ players: fc.integer({ min: 1, max: 4 }), strength: fc.integer({ min: 0, max: 200 }) }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(units, (all) => {
      const sizes = all.map(({ players }) => players);
      const parted = partEvenly(all, 4);
      expect(parted !== null).toBe(fitsTwoSides(sizes, 4));
      if (parted === null) return;
      const gapOf = (isFirst: (index: number) => boolean) => {
        const sides = [
          { players: 0, strength: 0 },
          { players: 0, strength: 0 },
        ];
        all.forEach(({ players, strength }, index) => {
          const side = sides[isFirst(index) ? 0 : 1];
          if (side === undefined) return;
          side.players += players;
          side.strength += strength;
        });
        const [a, b] = sides;
        if (a === undefined || b === undefined) return Number.NaN;
        return a.players > 4 || b.players > 4 ? Number.POSITIVE_INFINITY : Math.abs(a.players - b.players) * 10_000 + Math.abs(a.strength - b.strength);
      };
      const least = Math.min(...Array.from({ length: 1 << all.length }, (_way, mask) => gapOf((index) => (mask & (1 << index)) !== 0)));
      expect(gapOf((index) => parted[index] === true)).toBe(least);
    }),
  );
});

test("a party has room for four, and the next one leads where the leader goes", () => {
  const member = (id: string) => ({ id, pings: {}, wish: { protocol: 1 } });
  let party: Party = { code: "ABCDEF", members: [member("a")] };
  for (const id of ["b", "c", "d"]) party = withMember(party, member(id)) ?? party;
  expect(party.members).toHaveLength(PARTY_MOST);
  expect(withMember(party, member("e"))).toBeNull();
  // Who is in already only says anew what they bring.
  expect(withMember(party, { ...member("b"), pings: { here: 5 } })?.members[1]).toMatchObject({ id: "b", pings: { here: 5 } });
  expect(withoutMember(party, "a")?.members.map(({ id }) => id)).toEqual(["b", "c", "d"]);
  expect(withoutMember({ code: "ABCDEF", members: [member("a")] }, "a")).toBeNull();
});
