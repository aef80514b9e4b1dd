import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { backUp } from "../../../server/storage/backup.ts";
import { type Database, type DatabaseOptions, openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";
import { addPlayer } from "../../../server/storage/players.ts";
import { writeResult } from "../../../server/storage/results.ts";
import { replaceKey } from "../../../server/storage/signing-keys.ts";
import { run } from "../child.ts";
import { describeOnBoth } from "./databases.ts";
import { newPlayer, resultOf, tenUp } from "./rows.ts";

/** More rows than are read at once. */
const MATCHES = 1100;

async function contentsOf(database: Database): Promise<string[]> {
  const lines: string[] = [];
  await backUp(database, async (line) => void lines.push(line));
  return lines;
}

async function filled(where: DatabaseOptions): Promise<Database> {
  const database = openDatabase(where);
  await migrate(database, () => 0);
  for (const id of ["ann", "bob"]) await addPlayer(database.kysely, { ...newPlayer(id), name: 'Ünï "quoted" \\ \u{1f680}' });
  await replaceKey(database, { kid: "one", secret: "secret" }, { now: 1, keepSince: 0, forgetBefore: 0 });
  for (let match = 0; match < MATCHES; match++) await writeResult(database, resultOf(`m${match}`, ["ann", "bob"]), tenUp, 1_800_000_000_000 + match);
  return database;
}

const command = (name: "backup" | "restore", where: DatabaseOptions, ...words: string[]) =>
  run(process.execPath, ["commands/launch.cjs", name, ...words], {
    DATA_DIR: where.dataDir,
    ...(where.databaseUrl === null ? {} : { DATABASE_URL: where.databaseUrl }),
  });

describeOnBoth("a backup", ({ place }, kind) => {
  test("is made by one command, by another restored, into either kind of database, row for row", async () => {
    const where = await place();
    const database = await filled(where);
    const file = join(temporaryDirectory(), "backup");
    const made = command("backup", where, file);
    expect(await made.ended, made.output()).toBe(0);
    expect(made.output()).toContain(`${5 + 3 * MATCHES} rows`);
    // Keys are in it.
    expect((await stat(file)).mode & 0o077).toBe(0);

    for (const target of [await place(), { dataDir: temporaryDirectory(), databaseUrl: null }]) {
      const restored = command("restore", target, file);
      expect(await restored.ended, restored.output()).toBe(0);
      const copy = openDatabase(target);
      expect(await contentsOf(copy)).toEqual(await contentsOf(database));
      await copy.close();
    }

    // Where there is something already, nothing is mixed.
    const again = command("restore", where, file);
    expect(await again.ended).toBe(1);
    expect(again.output()).toContain("--force");
    await addPlayer(database.kysely, newPlayer("late"));
    const forced = command("restore", where, file, "--force");
    expect(await forced.ended, forced.output()).toBe(0);
    expect((await contentsOf(database)).join("\n")).not.toContain("late");
    await database.close();
  });

  test("that is cut off, damaged, of a newer version or none at all leaves the database as it was", async () => {
    if (kind === "postgres") return;
    const where = await place();
    const database = await filled(where);
    const before = await contentsOf(database);
    const whole = `${before.join("\n")}\n`;
    const newer = whole.replace("001-players-and-results", "002-newer");
    const cases = [whole.slice(0, -20), before.slice(0, -1).join("\n"), whole.replace('"table"', '"tables"'), newer, "not a backup\n", ""];
    const file = join(temporaryDirectory(), "backup");
    for (const content of cases) {
      await writeFile(file, content);
      const restored = command("restore", where, file, "--force");
      expect(await restored.ended).toBe(1);
      expect(restored.output()).not.toContain("    at ");
      expect(await contentsOf(database)).toEqual(before);
    }
    expect(await readFile(file, "utf8")).toBe("");
    await database.close();
  });
});
