import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { openDatabase } from "../../../server/storage/database.ts";
import type { Migration } from "../../../server/storage/migrations/migration.ts";
import { MIGRATIONS, migrate } from "../../../server/storage/migrations.ts";
import { addPlayer, findPlayer } from "../../../server/storage/players.ts";
import { historyOf, writeResult } from "../../../server/storage/results.ts";
import { run } from "../child.ts";
import { describeOnBoth } from "./databases.ts";
import { newPlayer, noRating, resultOf } from "./rows.ts";
import { statementsOf } from "./statements.ts";

describeOnBoth("migrations", ({ place, empty }) => {
  test("are applied once by several processes that start together", async () => {
    const where = await place();
    const processes = Array.from({ length: 4 }, () => run(process.execPath, ["test/server/storage/migrator.ts", JSON.stringify(where)]));
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    const applied = processes.map(({ output }) => JSON.parse(output()));
    expect(applied.filter((names) => names.length > 0)).toEqual([MIGRATIONS.map(({ name }) => name)]);
  });

  test("that fail leave nothing behind", async () => {
    const database = openDatabase(await place());
    const broken: Migration = {
      name: "900-broken",
      async up(schema) {
        await schema.createTable("half").addColumn("id", "text").execute();
        throw new Error("provoked");
      },
    };
    await expect(migrate(database, () => 0, [...MIGRATIONS, broken])).rejects.toThrow("provoked");
    await expect(sql`select * from half`.execute(database.kysely)).rejects.toThrow(/half/);
    expect(await migrate(database, () => 0)).toEqual(MIGRATIONS.map(({ name }) => name));
    await database.close();
  });

  test("of a newer version let this one start and work on beside it", async () => {
    const database = await empty();
    const newer: Migration = {
      name: "999-newer",
      async up(schema) {
        await schema
          .alterTable("players")
          .addColumn("motto", "text", (column) => column.notNull().defaultTo(""))
          .execute();
        await schema.alterTable("results").addColumn("weather", "text").execute();
        await schema.createTable("seasons").addColumn("id", "text").execute();
      },
    };
    expect(await migrate(database, () => 0, [...MIGRATIONS, newer])).toEqual(["999-newer"]);

    expect(await migrate(database, () => 0)).toEqual([]);
    await addPlayer(database.kysely, newPlayer("ann"));
    expect(await findPlayer(database.kysely, "ann")).toMatchObject(newPlayer("ann"));
    expect(await writeResult(database, resultOf("m1", ["ann"]), noRating, 5)).toBe("written");
    expect(await historyOf(database.kysely, "ann", { skip: 0, count: 9 })).toHaveLength(1);
  });
});

describe("the list of migrations", () => {
  /** By name, the hash of what each one tells a database: what was released stays as it was, or two databases would differ for ever. */
  const RELEASED: Record<string, string> = {
    "001-players-and-results": "1fce20efde39f71d",
    "002-operators": "e742937d1d86ffc6",
    "003-history": "e22de0b971c99040",
  };

  test("is numbered without gaps, and released ones are as they were", async () => {
    expect(MIGRATIONS.map(({ name }) => Number(name.slice(0, 3)))).toEqual(MIGRATIONS.map((_, index) => index + 1));
    const hashes = await Promise.all(
      MIGRATIONS.map(async (migration) => {
        const statements = await statementsOf(migration);
        return [migration.name, createHash("sha256").update(statements.join("\n")).digest("hex").slice(0, 16)];
      }),
    );
    expect(Object.fromEntries(hashes)).toEqual(RELEASED);
  });

  test("takes nothing away that the version before needs, except in one that is named a contraction", async () => {
    for (const migration of MIGRATIONS) expect([migration.name, contractions(await statementsOf(migration))]).toEqual([migration.name, []]);
  });

  test("the control: what takes away is found", async () => {
    const taking: Migration = {
      name: "900-taking",
      async up(schema) {
        await schema.alterTable("players").dropColumn("name").execute();
        await schema.alterTable("players").renameColumn("seen_at", "last_seen_at").execute();
        await schema
          .alterTable("players")
          .addColumn("motto", "text", (column) => column.notNull())
          .execute();
      },
    };
    expect(contractions(await statementsOf(taking))).toHaveLength(3);
  });

  /** Statements after which the version before would fail: its columns are gone or called otherwise, or its rows lack a value. */
  function contractions(statements: readonly string[]): string[] {
    return statements.filter(
      (statement) =>
        /^drop |\b(drop|rename|set not null|alter column)\b/.test(statement) ||
        (statement.startsWith("alter table") && statement.includes(" not null") && !statement.includes(" default ")),
    );
  }
});

test("a directory in which no file can be made is named in the refusal", async () => {
  const database = openDatabase({ dataDir: "package.json/data", databaseUrl: null });
  await expect(migrate(database, () => 0)).rejects.toThrow(/^DATA_DIR is "package\.json\/data", where no database can be kept: /);
});

test("a database that does not answer is named in the refusal, its password is not", async () => {
  const database = openDatabase({ dataDir: temporaryDirectory(), databaseUrl: "postgres://strafe:secret@127.0.0.1:1/strafe" });
  const refusal = await migrate(database, () => 0).catch((error: Error) => error.message);
  expect(refusal).toMatch(/^DATABASE_URL names a database that cannot be used: /);
  expect(refusal).not.toContain("secret");
  await database.close();
});
