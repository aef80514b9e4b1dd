import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { type MatchResult, matchResult } from "./results.ts";

export interface OutboxOptions {
  /** Made where it is missing. */
  directory: string;
  /** Writes a result for good, whether it was written before or not. Rejects when it could not, and is asked again later. */
  deliver: (result: MatchResult) => Promise<unknown>;
  /** Calls back after so many ms; the function returned takes that back. */
  after: (delay: number, call: () => void) => () => void;
  log: { warn(fields: Record<string, unknown>, message: string): void; error(fields: Record<string, unknown>, message: string): void };
}

/** ms until the next try after one that failed; doubles up to the second of them. */
const FIRST_RETRY = 500;
const LONGEST_RETRY = 30_000;

const READY = ".json";
const UNFINISHED = ".part";
const UNREADABLE = ".unreadable";

/** A result that no file holds, for the disk took none: it is in this process alone. */
interface Unfiled {
  readonly result: MatchResult;
  readonly written: () => void;
}

/**
 * Results on their way into the database: each is a file, forced to the disk before it counts as taken and removed once it is written for good.
 * A database that is locked or away delays them; a process that is killed leaves them for the next one that starts here. Where the disk is full
 * they wait in memory.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Names of files that wait, and results without one, the oldest first. */
  readonly #waiting: (string | Unfiled)[] = [];
  #delivering: Promise<void> | null = null;
  #failures = 0;
  #cancelRetry: () => void = () => undefined;
  #isStopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier process left. */
  async start(): Promise<void> {
    const { directory } = this.#options;
    await mkdir(directory, { recursive: true });
    const names = (await readdir(directory)).sort();
    // Whoever wrote it was killed before anybody was told that it was taken.
    for (const name of names) if (name.endsWith(UNFINISHED)) await rm(join(directory, name), { force: true });
    this.#waiting.push(...names.filter((name) => name.endsWith(READY)));
    this.#deliver();
  }

  /** Resolves once the result outlives this process, and the machine's power. */
  async put(result: MatchResult): Promise<void> {
    const { directory, log } = this.#options;
    const path = join(directory, encodeURIComponent(result.matchId));
    try {
      await writeDurably(`${path}${UNFINISHED}`, JSON.stringify(result));
      await rename(`${path}${UNFINISHED}`, `${path}${READY}`);
      await forceDirectory(directory);
    } catch (error) {
      log.error({ err: error, match: result.matchId }, "a result cannot be put on the disk: it waits in memory");
      await rm(`${path}${UNFINISHED}`, { force: true });
      return new Promise((written) => this.#wait({ result, written }));
    }
    this.#wait(basename(path) + READY);
  }

  /** Results that wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Ends what is under way. What waits stays on the disk; what is in memory alone is tried once more, and else told to the log as a whole. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry();
    await this.#delivering;
    for (const unfiled of this.#waiting.filter((each) => typeof each !== "string")) {
      await this.#deliverUnfiled(unfiled).catch((error: unknown) => {
        this.#options.log.error({ err: error, result: unfiled.result }, "a result is lost: neither disk nor database took it");
      });
    }
  }

  #wait(entry: string | Unfiled): void {
    this.#waiting.push(entry);
    this.#deliver();
  }

  #deliver(): void {
    if (this.#isStopped || this.#delivering !== null || this.#waiting.length === 0) return;
    this.#cancelRetry();
    this.#delivering = this.#deliverAll().finally(() => {
      this.#delivering = null;
      if (this.#failures === 0) return this.#deliver();
      const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.#failures - 1));
      if (!this.#isStopped) this.#cancelRetry = this.#options.after(delay, () => this.#deliver());
    });
  }

  async #deliverAll(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined && !this.#isStopped; next = this.#waiting[0]) {
      try {
        if (typeof next === "string") await this.#deliverFile(join(this.#options.directory, next));
        else await this.#deliverUnfiled(next);
        this.#failures = 0;
      } catch (error) {
        this.#failures += 1;
        this.#options.log.warn({ err: error, waiting: this.#waiting.length }, "result not written yet");
        return;
      }
      this.#waiting.shift();
    }
  }

  async #deliverUnfiled({ result, written }: Unfiled): Promise<void> {
    await this.#options.deliver(result);
    written();
  }

  async #deliverFile(path: string): Promise<void> {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      // Another process of the same directory was here first.
      if (isMissing(error)) return null;
      throw error;
    });
    if (text === null) return;
    const result = parse(text);
    if (result === null) {
      this.#options.log.error({ path }, "a result cannot be read and is laid aside");
      return rename(path, path + UNREADABLE);
    }
    await this.#options.deliver(result);
    await rm(path, { force: true });
  }
}

function parse(text: string): MatchResult | null {
  try {
    return matchResult.parse(JSON.parse(text));
  } catch {
    // Whatever it is, it is no result: said by the caller.
    return null;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk once its directory is. */
async function forceDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  await directory.sync().finally(() => directory.close());
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
