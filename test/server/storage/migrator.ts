import { openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";

/** A process that does what a server does first: brings the database up to date, and says what it applied. */
const database = openDatabase(JSON.parse(process.argv[2] ?? ""));
const applied = await migrate(database, Date.now);
await database.close();
console.log(JSON.stringify(applied));
