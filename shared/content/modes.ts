/** The lengths of a mode's round, ms. */
export interface ModeData {
  name: string;
  title: string;
  roundMs: number;
  /** Between rounds: nobody is hurt, the ranking is shown. */
  podiumMs: number;
}

/** Everyone for themselves, drop in and out. */
export const ARENA: ModeData = { name: "arena", title: "Arena", roundMs: 8 * 60_000, podiumMs: 12_000 };
