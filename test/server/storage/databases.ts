import { afterAll, beforeAll, describe } from "vitest";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { type Database, type DatabaseOptions, openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";
import { type PostgresServer, startPostgres } from "../../programs/postgres-server.ts";

export interface Databases {
  /** Where an empty database is. */
  place(): Promise<DatabaseOptions>;
  /** A database with all tables, and nothing in them; closed when the suite ends. */
  empty(): Promise<Database>;
}

/** Defines the same tests for each kind of database that the server can use, really running. */
export function describeOnBoth(subject: string, tests: (databases: Databases, kind: Database["kind"]) => void): void {
  describe(`${subject}, in SQLite`, () => {
    tests(
      opened(async () => ({ dataDir: temporaryDirectory(), databaseUrl: null })),
      "sqlite",
    );
  });

  describe(`${subject}, in PostgreSQL`, () => {
    let server: PostgresServer | null = null;
    beforeAll(async () => {
      server = await startPostgres();
    });
    // Defined first, run last: by then the databases are closed.
    afterAll(() => server?.stop());
    tests(
      opened(async () => ({ dataDir: temporaryDirectory(), databaseUrl: (await server?.createDatabase()) ?? null })),
      "postgres",
    );
  });
}

function opened(place: () => Promise<DatabaseOptions>): Databases {
  const all: Database[] = [];
  afterAll(() => Promise.all(all.splice(0).map((database) => database.close())));
  return {
    place,
    async empty() {
      const database = openDatabase(await place());
      all.push(database);
      await migrate(database, () => 0);
      return database;
    },
  };
}
