import { expect, test } from "vitest";
import { addPlayer, findPlayer, noteName, replaceRenewal } from "../../../server/storage/players.ts";
import { leaderboard, ratingsByMode, ratingsOf } from "../../../server/storage/ratings.ts";
import { historyOf, writeResult } from "../../../server/storage/results.ts";
import { describeOnBoth } from "./databases.ts";
import { newPlayer, noRating, resultOf, tenUp } from "./rows.ts";

const PAGE = { skip: 0, count: 10 };

describeOnBoth("players", ({ empty }) => {
  test("are found by their id, with times and names as they were written", async () => {
    const { kysely } = await empty();
    await addPlayer(kysely, newPlayer("ann"));
    expect(await findPlayer(kysely, "ann")).toEqual(newPlayer("ann"));
    expect(await findPlayer(kysely, "bob")).toBeUndefined();
    await noteName(kysely, "ann", "<b>'; drop table players; --", 1_800_000_000_000);
    expect(await findPlayer(kysely, "ann")).toMatchObject({ name: "<b>'; drop table players; --", seen_at: 1_800_000_000_000 });
  });

  test("have their renewal replaced by one of those who present it at the same time", async () => {
    const { kysely } = await empty();
    await addPlayer(kysely, newPlayer("ann"));
    const replacements = Array.from({ length: 5 }, (_, index) =>
      replaceRenewal(kysely, { id: "ann", presented: "hash of ann", renewal_hash: `new ${index}`, renewal_previous_hash: "hash of ann", renewed_at: 7 }),
    );
    const won = (await Promise.all(replacements)).flatMap((replaced, index) => (replaced ? [index] : []));
    expect(won).toHaveLength(1);
    expect(await findPlayer(kysely, "ann")).toMatchObject({ renewal_hash: `new ${won[0]}`, renewal_previous_hash: "hash of ann", renewed_at: 7 });
  });
});

describeOnBoth("results", ({ empty }) => {
  test("are written once, whoever writes them again, at the same time or later", async () => {
    const database = await empty();
    const result = resultOf("m1", ["ann", "bob"]);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => writeResult(database, result, tenUp, 5)));
    expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(1);
    expect(await writeResult(database, { ...result, map: "other" }, tenUp, 6)).toBe("known");
    expect(await historyOf(database.kysely, "ann", PAGE)).toEqual([
      {
        matchId: "m1",
        mode: "duel",
        map: "yard",
        startedAt: 1_000_000_000_000,
        endedAt: 1_000_000_060_000,
        ranked: true,
        team: 0,
        place: 1,
        kills: 9,
        deaths: 0,
        score: 90,
        forfeited: false,
        ratingBefore: 1000,
        ratingAfter: 1010,
      },
    ]);
    expect(await ratingsByMode(database.kysely, "ann")).toEqual([{ mode: "duel", rating: 1010, matches: 1 }]);
  });

  test("of one player that end together both count for the rating", async () => {
    const database = await empty();
    for (const id of ["ann", "bob", "cid"]) await addPlayer(database.kysely, newPlayer(id));
    await Promise.all(["bob", "cid", "bob", "cid"].map((other, index) => writeResult(database, resultOf(`m${index}`, ["ann", other]), tenUp, 5)));
    expect((await ratingsOf(database.kysely, ["ann"], "duel")).get("ann")).toMatchObject({ shown: 1040, matches: 4 });
  });

  test("leave nothing behind when the rating fails", async () => {
    const database = await empty();
    const failing = () => {
      throw new Error("provoked");
    };
    await expect(writeResult(database, resultOf("m1", ["ann"]), failing, 5)).rejects.toThrow("provoked");
    expect(await historyOf(database.kysely, "ann", PAGE)).toEqual([]);
    expect(await writeResult(database, resultOf("m1", ["ann"]), noRating, 5)).toBe("written");
  });

  test("of matches that do not count change no rating", async () => {
    const database = await empty();
    await writeResult(database, resultOf("m1", ["ann"], { ranked: false }), tenUp, 5);
    expect(await ratingsOf(database.kysely, ["ann"], "duel")).toEqual(new Map());
    expect(await historyOf(database.kysely, "ann", PAGE)).toMatchObject([{ ranked: false, ratingBefore: null, ratingAfter: null }]);
  });

  test("are listed from the latest on, page by page", async () => {
    const database = await empty();
    for (let match = 0; match < 5; match++) await writeResult(database, resultOf(`m${match}`, ["ann"], { endedAt: match }), noRating, 5);
    const pages = [await historyOf(database.kysely, "ann", { skip: 0, count: 3 }), await historyOf(database.kysely, "ann", { skip: 3, count: 3 })];
    expect(pages.map((page) => page.map(({ matchId }) => matchId))).toEqual([
      ["m4", "m3", "m2"],
      ["m1", "m0"],
    ]);
  });
});

describeOnBoth("a leaderboard", ({ empty }) => {
  test("lists the best of its mode first, page by page", async () => {
    const database = await empty();
    for (const id of ["ann", "bob", "cid"]) await addPlayer(database.kysely, newPlayer(id));
    await writeResult(database, resultOf("m1", ["ann", "bob"]), tenUp, 5);
    await writeResult(database, resultOf("m2", ["ann", "cid"]), tenUp, 5);
    await writeResult(database, resultOf("m3", ["cid", "bob"]), tenUp, 5);
    await writeResult(database, resultOf("m4", ["bob"], { mode: "squads" }), tenUp, 5);
    expect(await leaderboard(database.kysely, "duel", PAGE)).toEqual([
      { playerId: "ann", name: "Name of ann", rating: 1020, matches: 2 },
      { playerId: "cid", name: "Name of cid", rating: 1000, matches: 2 },
      { playerId: "bob", name: "Name of bob", rating: 980, matches: 2 },
    ]);
    expect((await leaderboard(database.kysely, "duel", { skip: 1, count: 1 })).map(({ playerId }) => playerId)).toEqual(["cid"]);
    expect(await leaderboard(database.kysely, "arena", PAGE)).toEqual([]);
  });
});
