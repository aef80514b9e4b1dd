import { expect, test } from "vitest";
import { readPublicMatches } from "../../client/game/public-matches.ts";
import { PUBLIC_MATCHES_MAX, type PublicMatch } from "../../shared/protocol/public-match.ts";

const match = (more: object = {}): PublicMatch => ({
  roomId: "abc",
  mode: "duel",
  map: { name: "forge", title: "Forge" },
  people: 2,
  bots: 0,
  secondsLeft: 61,
  ...more,
});

test("the list of matches is read as the server writes it", () => {
  const matches = [match(), match({ roomId: "def", secondsLeft: null })];
  expect(readPublicMatches(JSON.parse(JSON.stringify(matches)))).toEqual(matches);
});

test.each([
  ["a mode that this page does not know", { mode: "ctf" }],
  ["a mode that every object has", { mode: "toString" }],
  ["no room", { roomId: undefined }],
  ["no map", { map: null }],
  ["less than nobody", { people: -1 }],
  ["a time that is none", { secondsLeft: "soon" }],
])("an entry with %s is left out, the others stay", (_what, broken) => {
  expect(readPublicMatches([match(broken), match()])).toEqual([match()]);
});

test("what is no list is refused, and a list without end is cut", () => {
  expect(() => readPublicMatches({ error: "no" })).toThrow();
  expect(readPublicMatches(Array.from({ length: 500 }, () => match()))).toHaveLength(PUBLIC_MATCHES_MAX);
});
