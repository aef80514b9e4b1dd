import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Remains } from "./left-behind.ts";

/** Started by a `LeftBehind`, which tells what there is; when its end of the pipe closes, what is still there is killed and removed. */
let remains: Remains = { pids: [], directories: [] };
for await (const line of createInterface({ input: process.stdin })) remains = JSON.parse(line) as Remains;

for (const pid of remains.pids) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
for (const directory of remains.directories) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
