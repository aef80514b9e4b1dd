import type { RivalryNews } from "./rivalry.ts";

/** ms for which a line stands. */
export const LINE_TIME = 2000;

/** Lines that may wait behind the one that stands: what is older than six seconds is no news. */
const WAITING_MAX = 2;

/** Kills in one life that are worth a line, in order; after the last, every five more. */
export const STREAKS: readonly number[] = [3, 5, 8, 12, 16, 20];
const STREAK_STEP = 5;

/** From this streak on everybody hears of it; below, only who made it. */
const STREAK_FOR_ALL = 5;

export type Announcement =
  | { kind: "firstBlood"; killer: number; own: boolean }
  | { kind: "streak"; killer: number; count: number; own: boolean }
  | { kind: "nemesis"; killer: number; own: true }
  | { kind: "revenge"; victim: number; own: true };

export interface Line {
  key: number;
  announcement: Announcement;
  /** ms of the display's clock. */
  until: number;
}

export interface Kill {
  attacker: number;
  victim: number;
  /** The attacker's kills in this life. */
  streak: number;
}

export function isStreak(count: number): boolean {
  const last = STREAKS.at(-1) ?? 0;
  return count > last ? (count - last) % STREAK_STEP === 0 : STREAKS.includes(count);
}

/** Says the one most important thing about each kill, one line after the other. */
export class Announcer {
  #line: Line | null = null;
  #waiting: Announcement[] = [];
  #lines = 0;
  /** Whether somebody has been killed in this round. */
  #hasBlood = false;

  /** `fresh`: nobody had been killed when this client came to see the round. */
  beginRound(fresh: boolean): void {
    this.#hasBlood = !fresh;
    this.#waiting = [];
  }

  /** `own`: id of the player's body, 0 for who only watches. Returns what there is to say, which may stand on the screen later or never. */
  killed(kill: Kill, own: number, rivalry: RivalryNews): Announcement | null {
    const news = this.#newsOf(kill, own, rivalry);
    if (news === null) return null;
    // The player's own come first: others' wait, and the oldest of them go.
    if (news.own) this.#waiting.splice(this.#waiting.findLastIndex((each) => each.own) + 1, 0, news);
    else this.#waiting.push(news);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.splice(this.#indexToDrop(), 1);
    return news;
  }

  /** The line that stands at `now`; null for none. */
  lineAt(now: number): Line | null {
    if (this.#line !== null && this.#line.until > now) return this.#line;
    const next = this.#waiting.shift();
    if (next !== undefined) this.#lines += 1;
    this.#line = next === undefined ? null : { key: this.#lines, announcement: next, until: now + LINE_TIME };
    return this.#line;
  }

  #newsOf({ attacker, victim, streak }: Kill, own: number, rivalry: RivalryNews): Announcement | null {
    if (attacker === victim || attacker === 0) return null;
    const isOwn = attacker === own;
    const isFirst = !this.#hasBlood;
    this.#hasBlood = true;
    if (rivalry === "revenge") return { kind: "revenge", victim, own: true };
    if (rivalry === "nemesis") return { kind: "nemesis", killer: attacker, own: true };
    if (isFirst) return { kind: "firstBlood", killer: attacker, own: isOwn };
    if (isStreak(streak) && (isOwn || streak >= STREAK_FOR_ALL)) return { kind: "streak", killer: attacker, count: streak, own: isOwn };
    return null;
  }

  #indexToDrop(): number {
    const others = this.#waiting.findIndex((each) => !each.own);
    return others === -1 ? 0 : others;
  }
}
