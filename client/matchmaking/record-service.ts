import { MODES, type ModeName } from "../../shared/content/modes.ts";
import { LEADERBOARDS_PATH, PLAYERS_PATH } from "../../shared/protocol/api-paths.ts";
import { figureAt, figureOrNullAt, listAt, member, textAt, truthAt } from "./reading.ts";
import { type Authorised, ask } from "./requests.ts";

/** What a player has come to in one mode. */
export interface ModeRating {
  mode: ModeName;
  rating: number;
  matches: number;
}

/** A match as its player's history tells it. */
export interface PlayedMatch {
  matchId: string;
  mode: ModeName;
  /** ms since 1970. */
  endedAt: number;
  ranked: boolean;
  /** 1 for the winner's. */
  place: number;
  kills: number;
  deaths: number;
  forfeited: boolean;
  /** Null where the match did not count. */
  rating: { before: number; after: number } | null;
}

export interface PlayerRecord {
  name: string;
  ratings: readonly ModeRating[];
  /** The latest first. */
  matches: readonly PlayedMatch[];
}

export interface LeaderboardEntry {
  /** From 1. */
  place: number;
  playerId: string;
  name: string;
  rating: number;
  matches: number;
}

/** What the server keeps of players. Each rejects with a `ProblemRefusal`, or as `fetch` does where nothing answers. */
export interface RecordService {
  player(id: string, signal?: AbortSignal): Promise<PlayerRecord>;
  /** The best of a mode. */
  leaderboard(mode: ModeName, signal?: AbortSignal): Promise<LeaderboardEntry[]>;
}

/** Over HTTP. */
export function recordService(authorised: Authorised): RecordService {
  return {
    player: async (id, signal) => readRecord(await ask(authorised, `${PLAYERS_PATH}/${encodeURIComponent(id)}`, signal === undefined ? {} : { signal })),
    leaderboard: async (mode, signal) => readLeaderboard(await ask(authorised, `${LEADERBOARDS_PATH}/${mode}`, signal === undefined ? {} : { signal })),
  };
}

/** What of an answer can be shown: a mode that this page does not know is left out. @throws OddAnswer */
export function readRecord(answer: unknown): PlayerRecord {
  return {
    name: textAt(answer, "name"),
    ratings: listAt(answer, "ratings").flatMap((entry) => {
      const mode = modeAt(entry);
      return mode === null ? [] : [{ mode, rating: figureAt(entry, "rating"), matches: figureAt(entry, "matches") }];
    }),
    matches: listAt(answer, "matches").flatMap((entry) => {
      const mode = modeAt(entry);
      return mode === null ? [] : [readMatch(entry, mode)];
    }),
  };
}

/** @throws OddAnswer */
export function readLeaderboard(answer: unknown): LeaderboardEntry[] {
  return listAt(answer, "players").map((entry) => ({
    place: figureAt(entry, "place"),
    playerId: textAt(entry, "playerId"),
    name: textAt(entry, "name"),
    rating: figureAt(entry, "rating"),
    matches: figureAt(entry, "matches"),
  }));
}

function readMatch(entry: unknown, mode: ModeName): PlayedMatch {
  const before = figureOrNullAt(entry, "ratingBefore");
  const after = figureOrNullAt(entry, "ratingAfter");
  return {
    matchId: textAt(entry, "matchId"),
    mode,
    endedAt: figureAt(entry, "endedAt"),
    ranked: truthAt(entry, "ranked"),
    place: figureAt(entry, "place"),
    kills: figureAt(entry, "kills"),
    deaths: figureAt(entry, "deaths"),
    forfeited: truthAt(entry, "forfeited"),
    rating: before === null || after === null ? null : { before, after },
  };
}

function modeAt(entry: unknown): ModeName | null {
  const mode = member(entry, "mode");
  return Object.values(MODES).find(({ name }) => name === mode)?.name ?? null;
}
