import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Whether a process can be given a core of its own: a server that shares one with its clients is measured with their wake-ups. */
export const IS_PINNED = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** The words that start a program on a core; the program's own words where it cannot be pinned. */
export function onCore(core: number, command: readonly string[]): string[] {
  return IS_PINNED ? ["taskset", "-c", String(core), ...command] : [...command];
}
