import { z } from "zod";

/** What is said over HTTP about players and what they have come to. */

/** Matches, or lines of a board, in one answer. */
export const PAGE_SIZE = 25;

/** Which page: 0 is the first. What is further down than the last nobody scrolls to, and it costs to count past all before. */
export const pageQuery = z.object({ page: z.coerce.number().int().min(0).max(400).default(0) });

export const playedMatch = z.object({
  matchId: z.string(),
  mode: z.string(),
  map: z.string(),
  /** ms since 1970. */
  startedAt: z.number().int(),
  endedAt: z.number().int(),
  /** Whether it counted for ratings. */
  ranked: z.boolean(),
  team: z.number().int(),
  /** 1 is the winner's. */
  place: z.number().int(),
  kills: z.number().int(),
  deaths: z.number().int(),
  score: z.number().int(),
  /** Left before the end. */
  forfeited: z.boolean(),
  ratingBefore: z.number().int().nullable(),
  ratingAfter: z.number().int().nullable(),
});

export const playerAnswer = z.object({
  playerId: z.string(),
  /** Plain text, as last played under; empty before the first match. */
  name: z.string(),
  ratings: z.array(z.object({ mode: z.string(), rating: z.number().int(), matches: z.number().int() })),
  /** The latest first, one page of them. */
  matches: z.array(playedMatch),
});

export const leaderboardAnswer = z.object({
  mode: z.string(),
  /** The best first, one page of them; `place` counts from 1. */
  players: z.array(z.object({ place: z.number().int(), playerId: z.string(), name: z.string(), rating: z.number().int(), matches: z.number().int() })),
});

export type PlayerAnswer = z.infer<typeof playerAnswer>;
export type LeaderboardAnswer = z.infer<typeof leaderboardAnswer>;
