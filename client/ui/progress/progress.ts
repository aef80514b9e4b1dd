import { levelOf } from "./levels.ts";
import { COLOR_LEVELS, TRAIL_LEVELS } from "./rewards.ts";

/** How a craft looks to everybody. */
export interface CraftChoice {
  /** Index into the palette; null: the match gives one that nobody has. */
  color: number | null;
  /** Index into `TRAILS`. */
  trail: number;
}

/** What a player has come to in this browser. Nothing in it makes anybody stronger: the server is told the craft's looks alone. */
export interface Progress {
  points: number;
  rounds: number;
  wins: number;
  kills: number;
  bestStreak: number;
  craft: CraftChoice;
}

/** What was added by something that happened. */
export type Gain = Partial<Pick<Progress, "points" | "rounds" | "wins" | "kills" | "bestStreak">>;

/** Changes when what is stored would be misread; older versions are then translated in `readProgress`. */
const VERSION = 1;

/** No count grows beyond it: a century of play, and exact in every number format. */
const COUNT_MAX = 1_000_000_000;

/** Characters of what was stored beyond which it cannot be ours. */
const STORED_MAX = 1000;

export const NO_PROGRESS: Progress = { points: 0, rounds: 0, wins: 0, kills: 0, bestStreak: 0, craft: { color: null, trail: 0 } };

/** Progress out of what was stored. Whatever is missing, damaged or out of bounds counts as not there; the rest stays. */
export function readProgress(text: string | null): Progress {
  const stored = text === null || text.length > STORED_MAX ? null : parse(text);
  if (member(stored, "version") !== VERSION) return NO_PROGRESS;
  const count = (key: string): number => within(member(stored, key), COUNT_MAX) ?? 0;
  const points = count("points");
  const craft = member(stored, "craft");
  return {
    points,
    rounds: count("rounds"),
    wins: count("wins"),
    kills: count("kills"),
    bestStreak: count("bestStreak"),
    craft: earned(
      { color: within(member(craft, "color"), COLOR_LEVELS.length - 1), trail: within(member(craft, "trail"), TRAIL_LEVELS.length - 1) ?? 0 },
      points,
    ),
  };
}

export function writeProgress(progress: Progress): string {
  return JSON.stringify({ version: VERSION, ...progress });
}

/** Progress with a gain in it. */
export function withGain(progress: Progress, gain: Gain): Progress {
  const sum = (key: "points" | "rounds" | "wins" | "kills"): number => Math.min(COUNT_MAX, progress[key] + (gain[key] ?? 0));
  return {
    points: sum("points"),
    rounds: sum("rounds"),
    wins: sum("wins"),
    kills: sum("kills"),
    bestStreak: Math.max(progress.bestStreak, gain.bestStreak ?? 0),
    craft: progress.craft,
  };
}

/** The choice without what these points have not earned yet. */
function earned({ color, trail }: CraftChoice, points: number): CraftChoice {
  const { level } = levelOf(points);
  return {
    color: color !== null && level >= (COLOR_LEVELS[color] ?? Number.POSITIVE_INFINITY) ? color : null,
    trail: level >= (TRAIL_LEVELS[trail] ?? Number.POSITIVE_INFINITY) ? trail : 0,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, or damaged.
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function within(value: unknown, most: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most ? value : null;
}
