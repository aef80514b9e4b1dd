import { describe, expect, test } from "vitest";
import { LEVEL_POINTS, levelOf } from "../../../client/ui/progress/levels.ts";
import { NO_PROGRESS, readProgress, withGain, writeProgress } from "../../../client/ui/progress/progress.ts";
import { COLOR_LEVELS, rewardsBetween, TRAIL_LEVELS } from "../../../client/ui/progress/rewards.ts";
import { COLOR_COUNT, TRAILS } from "../../../shared/protocol/craft.ts";

const LAST = LEVEL_POINTS.length;

describe("levels", () => {
  test("begin at 1 with nothing", () => {
    expect(levelOf(0)).toEqual({ level: 1, points: 0, needed: 500 });
  });

  test("begin with the very point", () => {
    expect(levelOf(499).level).toBe(1);
    expect(levelOf(500)).toEqual({ level: 2, points: 0, needed: 1000 });
  });

  test("end at the last, with nothing left to reach", () => {
    expect(levelOf(Number.MAX_SAFE_INTEGER)).toEqual({ level: LAST, points: 0, needed: 0 });
  });

  test("take more points each", () => {
    const steps = LEVEL_POINTS.slice(1).map((points, index) => points - (LEVEL_POINTS[index] ?? 0));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });
});

describe("rewards", () => {
  test("exist for every colour and trail, within the levels there are", () => {
    expect([COLOR_LEVELS.length, TRAIL_LEVELS.length]).toEqual([COLOR_COUNT, TRAILS.length]);
    for (const level of [...COLOR_LEVELS, ...TRAIL_LEVELS]) expect(level).toBeLessThanOrEqual(LAST);
  });

  test("are those of every level that was passed", () => {
    expect(rewardsBetween(1, 3)).toEqual({ colors: [4, 5, 6, 7], trails: [1] });
  });
});

describe("progress", () => {
  const played = withGain(NO_PROGRESS, { points: 6000, rounds: 2, wins: 1, kills: 30, bestStreak: 7 });

  test("is read as it was written", () => {
    const chosen = { ...played, craft: { color: 8, trail: 2 } };
    expect(readProgress(writeProgress(chosen))).toEqual(chosen);
  });

  test.each([null, "", "{", "[]", "7", "null", '{"version":2,"points":5}', "x".repeat(5000)])("starts anew from %j", (stored) => {
    expect(readProgress(stored)).toEqual(NO_PROGRESS);
  });

  test.each([-1, 1.5, "9", null, 1e300, {}])("takes %j for no count at all and keeps the rest", (points) => {
    expect(readProgress(JSON.stringify({ version: 1, points, kills: 4 }))).toEqual({ ...NO_PROGRESS, kills: 4 });
  });

  test("has no look that was not earned", () => {
    expect(readProgress(writeProgress({ ...NO_PROGRESS, craft: { color: COLOR_COUNT - 1, trail: TRAILS.length - 1 } })).craft).toEqual({
      color: null,
      trail: 0,
    });
  });

  test("does not grow without bounds", () => {
    expect(withGain({ ...played, points: 999_999_999 }, { points: 500 }).points).toBe(1_000_000_000);
  });

  test("keeps the best streak", () => {
    expect(withGain(played, { bestStreak: 3 }).bestStreak).toBe(7);
    expect(withGain(played, { bestStreak: 9 }).bestStreak).toBe(9);
  });
});
