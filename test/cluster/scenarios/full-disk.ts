import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import type { ServerProcess } from "../server-process.ts";
import { Duel } from "./duel.ts";
import { withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { type Check, equal, type Pace, pause, type Scenario, timeUntil } from "./scenario.ts";

/** MiB that the server has for all that it keeps. */
const DISK = 8;

/** ms that the disk stays full. */
const FULL = 10_000;
const KEPT_PATIENCE = 20_000;

export const fullDisk: Scenario = {
  name: "the disk of the database is full for 10 s",
  injected: "a tmpfs of 8 MiB, filled to its last byte",
  run: fill,
  control: { kind: "none", why: "that nothing more can be written is among the checks" },
};

async function fill(pace: Pace): Promise<Check[]> {
  const disk = temporaryDirectory();
  // By root alone, as on the machine of whoever measures.
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK}m`, "tmpfs", disk]);
  try {
    return await withLoneServer({ environment: { DATA_DIR: disk } }, (server) => playOn(server, pace, disk));
  } finally {
    execFileSync("umount", [disk]);
  }
}

async function playOn(server: ServerProcess, pace: Pace, disk: string): Promise<Check[]> {
  const kept = [await (await Duel.startAt(server.url)).decide()];
  await timeUntil(KEPT_PATIENCE, () => resultsIn(disk).length === 1);
  const player = await playing(server.url);
  const watch = new TickWatch([player]);
  // Nobody becomes a player by a database that takes nothing: these are known by then.
  const duel = await Duel.startAt(server.url);
  const isFull = takeAll(disk);
  const meanwhile = await duel.decide();
  await pause(Math.max(FULL * pace.scale, 1000));
  const ticks = watch.check("a match under way loses no tick");
  const health = (await fetch(`${server.url}/healthz`)).status;
  rmSync(join(disk, "filler"));
  kept.push(await (await Duel.startAt(server.url)).decide());
  await timeUntil(KEPT_PATIENCE, () => kept.every((match) => resultsIn(disk).includes(match)));
  const results = resultsIn(disk);
  return [
    equal("nothing more can be written", isFull, true),
    ticks,
    equal("the server's health meanwhile", health, 200),
    equal("the process lives", server.isRunning, true),
    equal("results of before and after that are kept", kept.filter((match) => results.includes(match)).length, kept.length),
    equal("the one of meanwhile is kept as soon as there is room", results.includes(meanwhile), true),
    equal("the integrity check of the database", integrityOf(disk), '[{"integrity_check":"ok"}]'),
  ];
}

/** Whether it came to the end of the disk. */
function takeAll(disk: string): boolean {
  const file = openSync(join(disk, "filler"), "w");
  let block = 65_536;
  try {
    for (let written = 0; written <= DISK * 2 ** 20; ) {
      try {
        written += writeSync(file, Buffer.alloc(block));
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        if (block === 1) return true;
        block = Math.max(1, block >> 4);
      }
    }
    return false;
  } finally {
    closeSync(file);
  }
}

function resultsIn(disk: string): string[] {
  const file = new Sqlite(join(disk, "strafe.sqlite"), { readonly: true });
  const rows = file.prepare<[], { match_id: string }>("select match_id from results").all();
  file.close();
  return rows.map(({ match_id }) => match_id);
}

function integrityOf(disk: string): string {
  const file = new Sqlite(join(disk, "strafe.sqlite"), { readonly: true });
  const answer = JSON.stringify(file.pragma("integrity_check"));
  file.close();
  return answer;
}
