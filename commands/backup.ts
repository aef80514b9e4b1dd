import { open, rename } from "node:fs/promises";
import { backUp } from "../server/storage/backup.ts";
import { DatabaseUnavailable } from "../server/storage/database.ts";
import { migrate } from "../server/storage/migrations.ts";
import { databaseOf, refuse } from "./backup/database-of.ts";

/** `npm run backup -- FILE`: all that lasts into one file, while the server runs or not. */
const [file, ...more] = process.argv.slice(2);

if (file === undefined || more.length > 0) refuse("npm run backup -- FILE writes players, ratings, results and keys into FILE.");
else await main(file);

async function main(path: string): Promise<void> {
  const database = databaseOf(process.env);
  if (database === null) return;
  try {
    await migrate(database, Date.now);
    const part = `${path}.part`;
    // It holds the keys of tokens: nobody else is to read it.
    const target = await open(part, "w", 0o600);
    const rows = await backUp(database, async (line) => {
      await target.write(`${line}\n`);
    });
    await target.sync();
    await target.close();
    await rename(part, path);
    console.log(`${rows} rows are in ${path}.`);
  } catch (error) {
    if (error instanceof DatabaseUnavailable || (error instanceof Error && "syscall" in error)) return refuse(error.message);
    throw error;
  } finally {
    await database.close();
  }
}
