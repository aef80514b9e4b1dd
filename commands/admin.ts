import { parseArgs } from "node:util";
import { Operators } from "../server/operations/operators/operators.ts";
import { isRole } from "../server/operations/operators/roles.ts";
import { DatabaseUnavailable } from "../server/storage/database.ts";
import { migrate } from "../server/storage/migrations.ts";
import { ROLES } from "../shared/protocol/operators.ts";
import { databaseOf, refuse } from "./backup/database-of.ts";

/** `npm run admin`: who may sign in at /admin and /monitor. Passwords are made here and shown once. */
const USAGE = `npm run admin -- add NAME [--role ${ROLES.join("|")}]   lets somebody in, as admin where nothing is said
npm run admin -- password NAME                           gives another password, and signs them out
npm run admin -- remove NAME
npm run admin -- list
for the database that the server of this environment uses (DATA_DIR, DATABASE_URL).`;

/** As one types it. */
const NAME = /^[\w.@-]{1,64}$/;

const { values, positionals } = parseArgs({ options: { role: { type: "string" }, help: { type: "boolean" } }, allowPositionals: true });
const [action = "", name = ""] = positionals;
const role = values.role ?? "admin";

if (values.help === true) console.log(USAGE);
else if (!["add", "password", "remove", "list"].includes(action)) refuse(USAGE);
else if (action !== "list" && !NAME.test(name)) refuse(`NAME takes up to 64 letters, digits and . _ @ -\n${USAGE}`);
else if (!isRole(role)) refuse(`There is no role ${role}; roles are ${ROLES.join(", ")}.`);
else await main();

async function main(): Promise<void> {
  const database = databaseOf(process.env);
  if (database === null) return;
  try {
    await migrate(database, Date.now);
    await act(new Operators(database, Date.now));
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return refuse(error.message);
    throw error;
  } finally {
    await database.close();
  }
}

async function act(operators: Operators): Promise<void> {
  switch (action) {
    case "add": {
      const password = isRole(role) ? await operators.add(name, role) : null;
      return password === null ? refuse(`There is somebody called ${name} already.`) : tell(password);
    }
    case "password": {
      const password = await operators.renewPassword(name);
      return password === null ? refuse(`There is nobody called ${name}.`) : tell(password);
    }
    case "remove":
      return (await operators.remove(name)) ? console.log(`${name} is signed out and may not come in again.`) : refuse(`There is nobody called ${name}.`);
    default:
      return console.table(
        (await operators.list()).map((operator) => ({ name: operator.name, role: operator.role, since: new Date(operator.created_at).toISOString() })),
      );
  }
}

function tell(password: string): void {
  console.log(`${name} signs in at /admin with the password\n\n  ${password}\n\nIt is not shown again.`);
}
