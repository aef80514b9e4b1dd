import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { openDatabase } from "../../../server/storage/database.ts";
import { Outbox } from "../../../server/storage/outbox.ts";
import { ratingsOf } from "../../../server/storage/ratings.ts";
import { writeResult } from "../../../server/storage/results.ts";
import { run } from "../child.ts";
import { describeOnBoth } from "./databases.ts";
import { tenUp } from "./rows.ts";

const KILLS = 20;

/** ms after the first result of a process at which it is killed, spread so that every step of the way is hit. */
const momentOf = (round: number): number => (round * 7) % 40;

describeOnBoth(`a process that is killed ${KILLS} times in mid-write`, ({ place }, kind) => {
  test("loses no result that was taken, and writes none twice", { timeout: 120_000 }, async () => {
    const where = await place();
    const directory = temporaryDirectory();
    let taken = -1;
    for (let round = 0; round < KILLS; round++) {
      const writer = run(process.execPath, ["test/server/storage/writer.ts", JSON.stringify({ place: where, directory, from: taken + 1 })]);
      const last = () => Number(writer.output().split("\n").at(-2) ?? taken);
      await expect.poll(last, { interval: 1, timeout: 20_000 }).toBeGreaterThan(taken);
      await new Promise((resolve) => setTimeout(resolve, momentOf(round)));
      writer.process.kill("SIGKILL");
      expect(await writer.ended).toBe("SIGKILL");
      taken = last();
    }

    const database = openDatabase(where);
    const outbox = new Outbox({
      directory,
      deliver: (result) => writeResult(database, result, tenUp, 0),
      after: () => () => undefined,
      log: { warn: () => undefined, error: () => undefined },
    });
    await outbox.start();
    await expect.poll(() => outbox.size, { timeout: 20_000 }).toBe(0);
    const rows = await database.kysely.selectFrom("results").select("match_id").execute();
    const written = new Set(rows.map(({ match_id }) => match_id));
    expect(written.size).toBe(rows.length);
    for (let match = 0; match <= taken; match++) expect(written).toContain(`match-${match}`);
    // Each changed the ratings once.
    expect((await ratingsOf(database.kysely, ["ann"], "duel")).get("ann")).toMatchObject({ matches: rows.length, shown: 1000 + 10 * rows.length });
    const { rows: halves } = await sql`select match_id from result_players group by match_id having count(*) <> 2`.execute(database.kysely);
    expect(halves).toEqual([]);
    await database.close();
    if (kind === "sqlite") {
      const file = new Sqlite(join(where.dataDir, "strafe.sqlite"));
      expect(file.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
      file.close();
    }
    console.info(`${rows.length} results over ${KILLS} kills`);
  });
});
