/** What play is worth. Rounds count by being played to their end, so that nobody loses by leaving a kill to a team-mate. */
export const POINTS = { kill: 100, assist: 50, round: 200, win: 300 } as const;

/**
 * Points at which each level begins; the first is where everybody starts. The first levels come within minutes, the last take
 * some hundred rounds of about 1500 points: a level says how much somebody played, nothing else.
 */
export const LEVEL_POINTS: readonly number[] = [
  0, 500, 1_500, 3_000, 5_000, 8_000, 12_000, 17_000, 23_000, 30_000, 38_000, 47_000, 57_000, 68_000, 80_000, 93_000, 107_000, 122_000, 138_000, 155_000,
];

export interface Level {
  /** From 1. */
  level: number;
  /** Points within this level, and how many it takes; 0 of 0 at the last. */
  points: number;
  needed: number;
}

export function levelOf(points: number): Level {
  const level = Math.max(1, LEVEL_POINTS.findLastIndex((from) => points >= from) + 1);
  const from = LEVEL_POINTS[level - 1] ?? 0;
  const next = LEVEL_POINTS[level];
  return next === undefined ? { level, points: 0, needed: 0 } : { level, points: points - from, needed: next - from };
}
