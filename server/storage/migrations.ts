import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { type Database, DatabaseUnavailable } from "./database.ts";
import { playersAndResults } from "./migrations/001-players-and-results.ts";
import { operators } from "./migrations/002-operators.ts";
import { history } from "./migrations/003-history.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Tables } from "./tables.ts";

/** In the order in which they are applied. docs/storage.md says what a new one may do. */
export const MIGRATIONS: readonly Migration[] = [playersAndResults, operators, history];

/** Any number that nothing else in the same PostgreSQL takes for a lock of its own. */
const POSTGRES_LOCK = 7_283_301;

/** ms. Another process that migrates the same SQLite file is waited for this long, with looks at it in between. */
const SQLITE_PATIENCE = 30_000;
const SQLITE_LOOK = 20;

/**
 * Brings the schema up to date: each migration once, however many processes start together, and all of them or none. Migrations
 * that this version does not know are a newer version's, beside which it works on.
 * @returns the names of those that were applied
 * @throws {DatabaseUnavailable} when there is no using the database
 */
export async function migrate(database: Database, now: () => number, migrations: readonly Migration[] = MIGRATIONS): Promise<string[]> {
  return alone(database, async (kysely) => {
    await kysely.schema
      .createTable("migrations")
      .ifNotExists()
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("applied_at", "bigint", (column) => column.notNull())
      .execute();
    const rows = await kysely.selectFrom("migrations").select("name").execute();
    const applied = new Set(rows.map(({ name }) => name));
    const due = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, up } of due) {
      await up(kysely.schema);
      await kysely.insertInto("migrations").values({ name, applied_at: now() }).execute();
    }
    return due.map(({ name }) => name);
  });
}

/** Runs the work in one transaction that no other process's overlaps. */
function alone<T>({ kind, kysely }: Database, work: (kysely: Kysely<Tables>) => Promise<T>): Promise<T> {
  if (kind === "postgres") {
    return reached(kysely).then(() =>
      kysely.transaction().execute(async (transaction) => {
        // Others are waited for as long as they take.
        await sql`set local statement_timeout = 0`.execute(transaction);
        await sql`select pg_advisory_xact_lock(${POSTGRES_LOCK})`.execute(transaction);
        return work(transaction);
      }),
    );
  }
  return kysely.connection().execute(async (connection) => {
    await beginImmediate(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

/** @throws {DatabaseUnavailable} when PostgreSQL does not answer, or not to us */
async function reached(kysely: Kysely<Tables>): Promise<void> {
  try {
    await sql`select 1`.execute(kysely);
  } catch (error) {
    const reason = error instanceof Error && error.message !== "" ? error.message : String(error instanceof Error && "code" in error ? error.code : error);
    throw new DatabaseUnavailable(`DATABASE_URL names a database that cannot be used: ${reason}.`, { cause: error });
  }
}

/** A transaction that begins by writing: one that read first could not be let write beside another that wrote since. */
async function beginImmediate(connection: Kysely<Tables>): Promise<void> {
  const until = performance.now() + SQLITE_PATIENCE;
  for (;;) {
    try {
      await sql`begin immediate`.execute(connection);
      return;
    } catch (error) {
      if (!isLocked(error) || performance.now() > until) throw error;
      await delay(SQLITE_LOOK);
    }
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_BUSY");
}
