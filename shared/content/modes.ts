/** The rules of a mode as its author writes them. */
export interface ModeData {
  name: ModeName;
  title: string;
  /** 2: bodies fight in teams 1 and 2. 0: everyone for themselves. */
  teams: 0 | 2;
  /** Bodies that a match of this mode is for, both teams together; null: as many as its map holds. */
  bodies: number | null;
  /** Kills of one body, or of one team together, that end the round at once; null: it ends by time alone. */
  killsToWin: number | null;
  roundMs: number;
  /** Between rounds: nobody is hurt, the ranking is shown. */
  podiumMs: number;
  /** Whether shots of a team-mate hurt; without it they pass through. Says nothing without teams. */
  friendlyFire: boolean;
  /**
   * Who leaves has lost: the round ends for who stays. This is how long, ms, the seat of somebody whose connection is lost is
   * kept before they count as having left. Null: leaving ends nothing.
   */
  forfeitMs: number | null;
  /** Whether bots take the places that nobody has. */
  bots: boolean;
}

export type ModeName = "arena" | "duel" | "squads";

/** Everyone for themselves, drop in and out. */
export const ARENA: ModeData = {
  name: "arena",
  title: "Arena",
  teams: 0,
  bodies: null,
  killsToWin: null,
  roundMs: 8 * 60_000,
  podiumMs: 12_000,
  friendlyFire: true,
  forfeitMs: null,
  bots: true,
};

/** One against one. */
export const DUEL: ModeData = {
  name: "duel",
  title: "Duel",
  teams: 0,
  bodies: 2,
  killsToWin: 10,
  roundMs: 5 * 60_000,
  podiumMs: 12_000,
  friendlyFire: true,
  forfeitMs: 30_000,
  bots: false,
};

/** Four against four. */
export const SQUADS: ModeData = {
  name: "squads",
  title: "Squads",
  teams: 2,
  bodies: 8,
  killsToWin: 50,
  roundMs: 8 * 60_000,
  podiumMs: 12_000,
  friendlyFire: false,
  forfeitMs: null,
  bots: true,
};

/** Every mode, by its name. */
export const MODES: Readonly<Record<ModeName, ModeData>> = { arena: ARENA, duel: DUEL, squads: SQUADS };

/** The mode of a name that came from outside; undefined when there is none. */
export function modeNamed(name: string): ModeData | undefined {
  return Object.values(MODES).find((mode) => mode.name === name);
}
