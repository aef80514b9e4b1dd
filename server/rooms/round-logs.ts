import { writeLog } from "../match/log-files.ts";
import type { RoundLog } from "../match/record.ts";
import type { GuardLog } from "./guard/guarded-room.ts";

/** Writes the logs of one room's rounds; the game goes on without them when they cannot be written. */
export class RoundLogs {
  readonly #directory: string | null;
  readonly #log: GuardLog;
  /** Logs on their way to the disk. */
  readonly #writing = new Set<Promise<void>>();

  /** `directory`: null keeps none. */
  constructor(directory: string | null, log: GuardLog) {
    this.#directory = directory;
    this.#log = log;
  }

  keep(room: string, round: number, log: RoundLog): void {
    if (this.#directory === null) return;
    const written = writeLog(this.#directory, `${room}-${round}`, log).then(
      () => undefined,
      (error: unknown) => this.#log.error({ err: error, room, round }, "round not logged"),
    );
    this.#writing.add(written);
    void written.then(() => this.#writing.delete(written));
  }

  /** Resolves when all that was kept is on the disk. */
  async settle(): Promise<void> {
    await Promise.all(this.#writing);
  }
}
