import type { EndReason } from "../../client/game/scene.ts";

/** What a visitor saw. Times are ms. */
export interface Sighting {
  /** HTTP status of the page; null where nothing answered. */
  page: number | null;
  /** From asking for a seat to seeing the match; null where it did not come to one, `ended` says why. */
  joining: number | null;
  ended: EndReason | null;
  /** Of the match, per second. */
  tickRate: number;
  /** That the server went on by while the visitor looked, and for how long that was. */
  ticks: number;
  looked: number;
  /** In the end, per second. */
  patchRate: number;
  /** To the server and back; 0 where no ping came back. */
  roundTrip: number;
  /** Times that the connection was lost. */
  losses: number;
  /** The visitor's craft moved where it was steered. */
  hasMoved: boolean;
}

/** Shares of what should have come below which players feel it. */
const TICKS_LEAST = 0.95;
const PATCHES_LEAST = 0.8;

/** ms. Longer than that nobody waits for a match. */
export const JOIN_PATIENCE = 10_000;

const ENDINGS: Partial<Record<EndReason, string>> = {
  full: "the match is full",
  "server-full": "the server is full or has too much to do",
  version: "the server speaks another version of the protocol than this probe: use the one of its release",
  shutdown: "the server is shutting down",
  restarting: "the server is about to restart",
  unreachable: "the server does not answer, or its WebSocket cannot be reached",
  "match-failed": "the match broke: see the server's log",
  "too-slow": "the server gave up on this line: it is too slow to play",
};

/** What is wrong with that, in plain sentences; none when all is well. */
export function complaintsOf(seen: Sighting): string[] {
  if (seen.page === null) return ["Nothing answers at this address."];
  const complaints: string[] = [];
  if (seen.page !== 200) complaints.push(`The page is not served: HTTP status ${seen.page}.`);
  if (seen.ended !== null) {
    const why = ENDINGS[seen.ended] ?? seen.ended;
    return [...complaints, `${seen.joining === null ? "There was no joining" : "The match ended"}: ${why}.`];
  }
  if (seen.joining === null) return [...complaints, `It did not come to a match within ${JOIN_PATIENCE / 1000} s.`];
  const expected = (seen.tickRate * seen.looked) / 1000;
  if (seen.ticks < TICKS_LEAST * expected) complaints.push(`The match is slow: ${seen.ticks} ticks where ${Math.round(expected)} were due.`);
  if (seen.patchRate < PATCHES_LEAST * seen.tickRate)
    complaints.push(`Too little is told: ${Math.round(seen.patchRate)} patches per second where ${seen.tickRate} were due.`);
  if (seen.losses > 0) complaints.push(`The connection was lost ${seen.losses} times.`);
  if (seen.roundTrip === 0) complaints.push("No ping came back.");
  if (!seen.hasMoved) complaints.push("The craft did not move: the server does not take what players do.");
  return complaints;
}
