import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What is there of a command's making at some time, as a line of JSON for `clear-away.ts`. */
export interface Remains {
  pids: number[];
  directories: string[];
}

/**
 * What would be left behind were this process killed at once (SIGKILL): a process beside it is told, and clears it away when this one is gone.
 * No program that it starts, Redis say, would notice by itself.
 */
export class LeftBehind {
  readonly #clearer: ChildProcess;
  readonly #pids = new Map<string, number>();
  readonly #directories: string[] = [];

  constructor() {
    // Away from the terminal's group: Ctrl-C is not for it.
    this.#clearer = spawn(process.execPath, [fileURLToPath(new URL("clear-away.ts", import.meta.url))], {
      detached: true,
      stdio: ["pipe", "ignore", "inherit"],
    });
    // It may be killed as well: then nothing is cleared away.
    this.#clearer.stdin?.on("error", () => undefined);
  }

  /** A process runs under this name; null: none does any more. */
  process(name: string, pid: number | null): void {
    if (pid === null) this.#pids.delete(name);
    else this.#pids.set(name, pid);
    this.#tell();
  }

  directory(path: string): void {
    this.#directories.push(path);
    this.#tell();
  }

  /** All is ended and removed. */
  nothing(): void {
    this.#pids.clear();
    this.#directories.length = 0;
    this.#tell();
  }

  #tell(): void {
    const remains: Remains = { pids: [...this.#pids.values()], directories: this.#directories };
    this.#clearer.stdin?.write(`${JSON.stringify(remains)}\n`);
  }
}
