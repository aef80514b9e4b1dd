import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { type Database, type DatabaseOptions, openDatabase } from "../../../server/storage/database.ts";
import { Outbox } from "../../../server/storage/outbox.ts";
import { writeResult } from "../../../server/storage/results.ts";
import { postgresAtHand } from "../../programs/postgres-server.ts";
import { tenUp } from "../../server/storage/rows.ts";
import { type Check, equal, type Pace, pause, type Scenario, timeUntil } from "./scenario.ts";

const KILLS = 100;
const KILLS_LEAST = 20;

/** ms after the first result of a process at which it is killed, spread so that every step of the way is hit. */
const momentOf = (round: number): number => (round * 7) % 40;

/** ms until a process has written, and until what was left is delivered. */
const PATIENCE = 20_000;

export const killedWriter: Scenario = {
  name: "a process is killed in mid-write, again and again",
  injected: "kill -9 while results are written as fast as they can be",
  run: (pace) => inBoth(pace, false),
  control: { kind: "run", what: "results that are said to be taken before they are written", run: (pace) => inBoth({ ...pace, scale: 0 }, true) },
};

async function inBoth(pace: Pace, isHasty: boolean): Promise<Check[]> {
  const postgres = await postgresAtHand();
  try {
    return [
      ...(await killAgain(pace, { dataDir: temporaryDirectory(), databaseUrl: null }, isHasty)),
      ...(await killAgain(pace, { dataDir: temporaryDirectory(), databaseUrl: await postgres.createDatabase() }, isHasty)),
    ];
  } finally {
    await postgres.stop();
  }
}

async function killAgain({ scale }: Pace, place: DatabaseOptions, isHasty: boolean): Promise<Check[]> {
  const directory = temporaryDirectory();
  const kills = Math.max(KILLS_LEAST, KILLS * scale);
  let taken = -1;
  for (let round = 0; round < kills; round++) taken = await writeAndDie({ place, directory, from: taken + 1, isHasty }, momentOf(round));
  const database = openDatabase(place);
  const waiting = await deliver(database, directory);
  const checks = await lookAt(database, taken, waiting, kills);
  await database.close();
  if (database.kind === "postgres") return checks;
  const file = new Sqlite(join(place.dataDir, "strafe.sqlite"));
  const integrity = JSON.stringify(file.pragma("integrity_check"));
  file.close();
  return [...checks, equal("sqlite: its integrity check", integrity, '[{"integrity_check":"ok"}]')];
}

/** The last result that the process said was taken, before it was killed. */
async function writeAndDie(words: { place: DatabaseOptions; directory: string; from: number; isHasty: boolean }, moment: number): Promise<number> {
  const writer = spawn(process.execPath, ["test/server/storage/writer.ts", JSON.stringify(words)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(writer, "close");
  let output = "";
  writer.stdout.on("data", (bytes) => {
    output += bytes;
  });
  const last = (): number => Number(output.split("\n").at(-2) ?? words.from - 1);
  const wrote = await timeUntil(PATIENCE, () => last() >= words.from);
  await pause(moment);
  writer.kill("SIGKILL");
  await ended;
  if (wrote === null) throw new Error("a process that writes results wrote none");
  return last();
}

/** What the killed ones left in the outbox. Returns how many wait in vain. */
async function deliver(database: Database, directory: string): Promise<number> {
  const outbox = new Outbox({
    directory,
    deliver: (result) => writeResult(database, result, tenUp, 0),
    after: () => () => undefined,
    log: { warn: () => undefined, error: () => undefined },
  });
  await outbox.start();
  await timeUntil(PATIENCE, () => outbox.size === 0);
  const { size } = outbox;
  await outbox.stop();
  return size;
}

async function lookAt({ kysely, kind }: Database, taken: number, waiting: number, kills: number): Promise<Check[]> {
  const rows = await kysely.selectFrom("results").select("match_id").execute();
  const written = new Set(rows.map(({ match_id }) => match_id));
  const lost = Array.from({ length: taken + 1 }, (_, match) => `match-${match}`).filter((match) => !written.has(match));
  const { rows: halves } = await sql`select match_id from result_players group by match_id having count(*) <> 2`.execute(kysely);
  const rating = await kysely.selectFrom("ratings").select("matches").where("player_id", "=", "ann").executeTakeFirst();
  return [
    equal(`${kind}: of ${taken + 1} results that were taken, over ${kills} kills, lost`, lost.length, 0),
    equal(`${kind}: written twice`, rows.length - written.size, 0),
    equal(`${kind}: written in half`, halves.length, 0),
    equal(`${kind}: undelivered`, waiting, 0),
    equal(`${kind}: changes to a player's rating, of ${rows.length}`, rating?.matches ?? 0, rows.length),
  ];
}
