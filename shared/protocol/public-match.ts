import type { ModeName } from "../content/modes.ts";

/** Where the server lists the matches that anybody may watch: a JSON array of `PublicMatch`. */
export const PUBLIC_MATCHES_PATH = "/api/matches";

/** Matches in one answer: more than anybody reads through, a few kilobytes at most. */
export const PUBLIC_MATCHES_MAX = 50;

/** A match that is under way and open to whoever wants to watch. It names nobody. */
export interface PublicMatch {
  roomId: string;
  mode: ModeName;
  map: { name: string; title: string };
  /** Who plays; who watches does not count. */
  people: number;
  bots: number;
  /** Whole seconds until the round ends; null while none is played. */
  secondsLeft: number | null;
}
