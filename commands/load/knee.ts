import type { ModeName } from "../../shared/content/modes.ts";
import { type MatchRun, runMatch } from "./match-run.ts";
import { PLAYERS_MAX } from "./options.ts";
import { matchReport, printReport } from "./report.ts";
import { whatGave } from "./verdict.ts";

/** More players in each step, by this: the knee is found to within a fifth. */
const STEP = 1.2;

export interface Knee {
  /** Players of the last step in which everything held; 0 when there was none. */
  held: number;
  /** Null when nothing gave up to PLAYERS_MAX. */
  broke: { players: number; gave: string } | null;
  runs: MatchRun[];
}

/** Runs with more and more players until something gives, each with a server of its own. */
export async function findKnee(wish: { players: number; mode: ModeName; seconds: number }, say: (line: string) => void): Promise<Knee> {
  const runs: MatchRun[] = [];
  let held = 0;
  for (let players = wish.players; ; players = Math.min(PLAYERS_MAX, Math.ceil(players * STEP))) {
    const run = await runMatch({ ...wish, players, url: null }, say);
    runs.push(run);
    printReport(matchReport(run), say);
    const gave = whatGave(run);
    if (gave !== null) return { held, broke: { players, gave }, runs };
    held = players;
    if (players === PLAYERS_MAX) return { held, broke: null, runs };
  }
}
