import { open } from "node:fs/promises";
import { RestoreError, restore } from "../server/storage/backup.ts";
import { DatabaseUnavailable } from "../server/storage/database.ts";
import { databaseOf, refuse } from "./backup/database-of.ts";

/** `npm run restore -- FILE [--force]`: what a backup holds into an empty database, or in the place of what is there. */
const words = process.argv.slice(2);
const [file, ...more] = words.filter((word) => word !== "--force");

if (file === undefined || more.length > 0) {
  refuse("npm run restore -- FILE puts a backup into an empty database; with --force it replaces what is there. Stop the server first.");
} else await main(file, words.includes("--force"));

async function main(path: string, replace: boolean): Promise<void> {
  const database = databaseOf(process.env);
  if (database === null) return;
  try {
    const source = await open(path);
    const rows = await restore(database, () => source.readLines(), { replace, now: Date.now });
    await source.close();
    console.log(`${rows} rows are restored.`);
  } catch (error) {
    if (error instanceof RestoreError || error instanceof DatabaseUnavailable || (error instanceof Error && "syscall" in error)) return refuse(error.message);
    throw error;
  } finally {
    await database.close();
  }
}
