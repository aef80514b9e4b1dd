import { execFileSync } from "node:child_process";

/**
 * Environment of a process whose wall clock jumps. `program`: faketime. `by`: as it takes it, like "+1h". `after`: s from its start.
 * The program itself would stand between a test and its process: only its library is wanted.
 */
export function jumpingClock(program: string, by: string, after: number): Record<string, string> {
  const library = execFileSync(program, ["-f", "+0", "printenv", "LD_PRELOAD"], { encoding: "utf8" }).trim();
  return { LD_PRELOAD: library, FAKETIME: by, FAKETIME_START_AFTER_SECONDS: String(after), DONT_FAKE_MONOTONIC: "1" };
}
