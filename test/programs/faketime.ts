import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";

/** A process' wall clock that jumps when it is told to; what the process measures with stays as it is. */
export class JumpingClock {
  readonly #file = join(temporaryDirectory(), "clock");
  readonly #library: string;

  /** `program`: faketime. It would stand between a test and its process: only its library is wanted. */
  constructor(program: string) {
    this.#library = execFileSync(program, ["-f", "+0", "printenv", "LD_PRELOAD"], { encoding: "utf8" }).trim();
    writeFileSync(this.#file, "+0");
  }

  /** For the process, which looks into the file once a second. */
  get environment(): Record<string, string> {
    return { LD_PRELOAD: this.#library, FAKETIME_TIMESTAMP_FILE: this.#file, FAKETIME_CACHE_DURATION: "1", DONT_FAKE_MONOTONIC: "1" };
  }

  /** `by`: as faketime takes it, like "+1h". */
  jump(by: string): void {
    writeFileSync(this.#file, by);
  }
}
