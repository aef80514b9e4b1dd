import { expect, test } from "vitest";
import { HISTORY_PERIOD, History } from "../../../server/operations/operators/history.ts";
import type { Database } from "../../../server/storage/database.ts";
import { describeOnBoth } from "./databases.ts";

/** ms since 1970, at the beginning of a period. */
const START = 1_700_000_000_000;
const HOUR = 3_600_000;

/** Of the process "a", in which one player does nothing. */
const lonely = (database: Database): History =>
  new History(
    database,
    () => "a",
    () => ({ players: 1, ticks: 0, bytes: 0, errors: 0 }),
  );

describeOnBoth("the last hour of a service", ({ empty }) => {
  test("is what all its processes note, added up, as soon as all can have noted it", async () => {
    const database = await empty();
    const counts = { a: { players: 3, ticks: 0, bytes: 0, errors: 0 }, b: { players: 4, ticks: 1000, bytes: 0, errors: 5 } };
    const a = new History(
      database,
      () => "a",
      () => ({ ...counts.a }),
    );
    const b = new History(
      database,
      () => "b",
      () => ({ ...counts.b }),
    );
    counts.a = { players: 2, ticks: 400, bytes: 5_000_000_000, errors: 1 };
    counts.b = { players: 4, ticks: 1800, bytes: 20_000, errors: 7 };
    await a.note(START + 1000);
    await b.note(START + 8000);
    expect(await a.points(START + 9000)).toEqual([]);
    expect(await b.points(START + HISTORY_PERIOD)).toEqual([{ at: START, players: 6, ticks: 40 + 80, bytes: 500_000_000 + 2000, errors: 1 + 2 }]);
  });

  test("goes back for an hour, and older points are forgotten", async () => {
    const database = await empty();
    const history = lonely(database);
    await history.note(START);
    await history.note(START + HOUR);
    expect(await history.points(START + HOUR + HISTORY_PERIOD)).toHaveLength(1);
    await history.note(START + HOUR + 2 * HISTORY_PERIOD);
    const { length } = await database.kysely.selectFrom("history").selectAll().execute();
    expect(length).toBe(2);
  });

  test("has one point of a process for one time, however often it notes", async () => {
    const database = await empty();
    const history = lonely(database);
    await history.note(START);
    await history.note(START + 1);
    expect(await history.points(START + HISTORY_PERIOD)).toMatchObject([{ players: 1 }]);
  });
});
