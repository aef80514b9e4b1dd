import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";
import { Outbox } from "../../../server/storage/outbox.ts";
import { writeResult } from "../../../server/storage/results.ts";
import { noRating, resultOf } from "./rows.ts";

/** ms that a wait of SQLite's must last to be told from a busy machine's pauses, and may last on any: its patience is 50 ms. */
const BLOCKED_LEAST = 40;
const BLOCKED_MOST = 150;

test("a SQLite file that another program has locked delays results, stops this process for moments only, and loses none", async () => {
  const dataDir = temporaryDirectory();
  const database = openDatabase({ dataDir, databaseUrl: null });
  await migrate(database, () => 0);
  const other = new Sqlite(join(dataDir, "strafe.sqlite"));
  other.exec("begin immediate");

  const refusals: unknown[] = [];
  const outbox = new Outbox({
    directory: join(dataDir, "outbox"),
    deliver: (result) => writeResult(database, result, noRating, 0),
    after: (_delay, call) => {
      const timer = setTimeout(call, 20);
      return () => clearTimeout(timer);
    },
    log: { warn: ({ err }) => void refusals.push(err), error: () => undefined },
  });
  await outbox.start();
  const blocked: number[] = [];
  let last = performance.now();
  const beat = setInterval(() => {
    const gap = performance.now() - last;
    if (gap > BLOCKED_LEAST) blocked.push(gap);
    last = performance.now();
  }, 1);
  await outbox.put(resultOf("room-1", ["ann"]));
  await expect.poll(() => refusals.length).toBeGreaterThan(6);
  expect(refusals[0]).toMatchObject({ code: "SQLITE_BUSY" });
  // Each attempt is one wait. Of several the middle one counts: any one may be cut short or drawn out by whatever else the machine does.
  expect(blocked.length).toBeGreaterThan(4);
  expect(blocked.toSorted((a, b) => a - b)[Math.floor(blocked.length / 2)]).toBeLessThan(BLOCKED_MOST);
  expect(outbox.size).toBe(1);

  other.exec("commit");
  other.close();
  await expect.poll(() => outbox.size).toBe(0);
  clearInterval(beat);
  expect(await database.kysely.selectFrom("results").select("match_id").execute()).toEqual([{ match_id: "room-1" }]);
  await outbox.stop();
  await database.close();
});
