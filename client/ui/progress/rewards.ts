import { COLOR_COUNT, TRAILS, type Trail } from "../../../shared/protocol/craft.ts";

/** The level from which each colour of the palette can be chosen. */
export const COLOR_LEVELS: readonly number[] = [1, 1, 1, 1, 2, 2, 3, 3, 5, 6, 8, 9, 11, 13, 15, 17].slice(0, COLOR_COUNT);

/** The level from which each trail can be chosen. */
const LEVEL_OF_TRAIL: Readonly<Record<Trail, number>> = { short: 1, long: 2, twins: 4, dashes: 7, pulse: 10, braid: 14 };
export const TRAIL_LEVELS: readonly number[] = TRAILS.map((trail) => LEVEL_OF_TRAIL[trail]);

/** What has been earned between two levels, the first left out: indices of colours and of trails. */
export function rewardsBetween(before: number, after: number): { colors: number[]; trails: number[] } {
  const newOf = (levels: readonly number[]): number[] => levels.flatMap((level, index) => (level > before && level <= after ? [index] : []));
  return { colors: newOf(COLOR_LEVELS), trails: newOf(TRAIL_LEVELS) };
}
