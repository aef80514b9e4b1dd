import { openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";
import { Outbox } from "../../../server/storage/outbox.ts";
import { writeResult } from "../../../server/storage/results.ts";
import { resultOf, tenUp } from "./rows.ts";

/** A process that ends matches as fast as it can, and says of each result once it is taken. It is there to be killed. `isHasty`: it says so before. */
const { place, directory, from, isHasty } = JSON.parse(process.argv[2] ?? "");
const database = openDatabase(place);
await migrate(database, Date.now);
const outbox = new Outbox({
  directory,
  deliver: async (result) => {
    await writeResult(database, result, tenUp, Date.now());
    await database.settle();
  },
  after: (delay, call) => {
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  },
  log: { warn: () => undefined, error: () => undefined },
});
await outbox.start();
for (let match = from; ; match++) {
  if (isHasty) process.stdout.write(`${match}\n`);
  await outbox.put(resultOf(`match-${match}`, ["ann", "bob"]));
  if (!isHasty) process.stdout.write(`${match}\n`);
}
