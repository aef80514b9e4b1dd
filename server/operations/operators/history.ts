import type { HistoryPoint } from "../../../shared/protocol/operators.ts";
import type { Database } from "../../storage/database.ts";
import { readHistory, writeHistory } from "../../storage/history.ts";

/** ms between two points, and how far back they go. */
export const HISTORY_PERIOD = 10_000;
const HISTORY_LENGTH = 3_600_000;

/** What is counted since the beginning of the process; `players` is how many there are. */
export interface Counted {
  readonly players: number;
  readonly ticks: number;
  readonly bytes: number;
  readonly errors: number;
}

/** The last hour of the whole service, for graphs: each process notes its own points, at the same times as the others. */
export class History {
  readonly #database: Database;
  readonly #processId: () => string;
  readonly #count: () => Counted;
  #last: Counted;

  constructor(database: Database, processId: () => string, count: () => Counted) {
    this.#database = database;
    this.#processId = processId;
    this.#count = count;
    this.#last = count();
  }

  /** Every HISTORY_PERIOD: players at that time, and since the note before ticks and bytes per second, and errors. `now`: ms since 1970. */
  async note(now: number): Promise<void> {
    const counted = this.#count();
    const last = this.#last;
    this.#last = counted;
    const perSecond = (key: "ticks" | "bytes"): number => Math.max(0, Math.round(((counted[key] - last[key]) * 1000) / HISTORY_PERIOD));
    const row = {
      process_id: this.#processId(),
      at: timeOf(now),
      players: counted.players,
      ticks: perSecond("ticks"),
      bytes: perSecond("bytes"),
      errors: Math.max(0, counted.errors - last.errors),
    };
    await writeHistory(this.#database.kysely, row, now - HISTORY_LENGTH);
  }

  /** Oldest first, without the last one, to which some process has yet to add its own. */
  async points(now: number): Promise<readonly HistoryPoint[]> {
    const points = await readHistory(this.#database.kysely, now - HISTORY_LENGTH);
    return points.filter(({ at }) => at < timeOf(now));
  }
}

/** The same for all processes, whenever in a period they note. */
function timeOf(now: number): number {
  return now - (now % HISTORY_PERIOD);
}
