import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, type LogEvent, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";
import type { Tables } from "./tables.ts";

/** Where everything lasting is kept. */
export interface Database {
  readonly kind: "sqlite" | "postgres";
  readonly kysely: Kysely<Tables>;
  /** Resolves once all that was committed before outlives even a power cut. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Directory of the SQLite file; made where it is missing. Not used with `databaseUrl`. */
  dataDir: string;
  /** Address of a PostgreSQL; null for SQLite. */
  databaseUrl: string | null;
  /** Told of connections that break while nobody uses them. */
  onFault?: (error: unknown) => void;
  /** Told of every statement: ms until its answer, and whether it failed. */
  called?: (took: number, hasFailed: boolean) => void;
}

const FILE = "strafe.sqlite";

/**
 * ms that a statement waits for another process's lock on the SQLite file. The wait stops the whole process, ticks included: it is short, and
 * whoever was refused tries again later.
 */
const SQLITE_PATIENCE = 50;

/** ms. A database that does not answer must not keep players waiting for long: they are told to come again. */
const POSTGRES_CONNECT_TIMEOUT = 3_000;
const POSTGRES_STATEMENT_TIMEOUT = 5_000;

/** Connections of one process. Statements take about a millisecond, and fifty processes share the hundred of a stock PostgreSQL only with few each. */
const POSTGRES_CONNECTIONS = 4;

/** Object id of PostgreSQL's 8-byte integers, from pg_type. Ours are times and counts: far below 2^53. */
const INT8 = 20;

/** The database cannot be used: the message names the setting and what is wrong with it. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
}

/** The database that the options name, opened at its first use: `migrate` must be that. */
export function openDatabase({ dataDir, databaseUrl, onFault = () => undefined, called = () => undefined }: DatabaseOptions): Database {
  const log = ({ level, queryDurationMillis }: LogEvent): void => called(queryDurationMillis, level === "error");
  return databaseUrl === null ? openSqlite(dataDir, log) : openPostgres(databaseUrl, onFault, log);
}

type Told = (event: LogEvent) => void;

function openSqlite(directory: string, log: Told): Database {
  const path = join(directory, FILE);
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => openFile(directory, path) }), log });
  return { kind: "sqlite", kysely, settle: () => forceToDisk(`${path}-wal`), close: () => kysely.destroy() };
}

function openFile(directory: string, path: string): Sqlite.Database {
  try {
    mkdirSync(directory, { recursive: true });
    const file = new Sqlite(path, { timeout: SQLITE_PATIENCE });
    // With a log beside the file readers and the writer do not wait for one another. A commit is then in the hands of the
    // operating system, which a killed process cannot lose, and is forced to the disk by `settle`, off this thread.
    file.pragma("journal_mode = WAL");
    file.pragma("synchronous = NORMAL");
    file.pragma("foreign_keys = ON");
    return file;
  } catch (error) {
    throw new DatabaseUnavailable(`DATA_DIR is ${JSON.stringify(directory)}, where no database can be kept: ${reasonOf(error)}.`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The log may be missing: then all of it is in the file already, which SQLite forced to the disk itself. */
async function forceToDisk(path: string): Promise<void> {
  try {
    const file = await open(path, "r+");
    await file.sync().finally(() => file.close());
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

function openPostgres(connectionString: string, onFault: (error: unknown) => void, log: Told): Database {
  const pool = new pg.Pool({
    connectionString,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: POSTGRES_CONNECT_TIMEOUT,
    statement_timeout: POSTGRES_STATEMENT_TIMEOUT,
    types: { getTypeParser: (oid: number, format?: "text" | "binary") => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // Without a listener the loss of an idle connection would end the process; the pool opens another when one is needed.
  pool.on("error", onFault);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log });
  return {
    kind: "postgres",
    kysely,
    // A commit of PostgreSQL is on its disk.
    settle: () => Promise.resolve(),
    close: () => kysely.destroy(),
  };
}
