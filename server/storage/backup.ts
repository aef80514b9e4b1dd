import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Database } from "./database.ts";
import { MIGRATIONS, migrate } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** Everything but `migrations`, in an order in which rows may be written. `key`: its primary key. */
const TABLES = [
  { name: "players", key: ["id"] },
  { name: "signing_keys", key: ["kid"] },
  { name: "ratings", key: ["player_id", "mode"] },
  { name: "results", key: ["match_id"] },
  { name: "result_players", key: ["match_id", "player_id"] },
  { name: "operators", key: ["name"] },
  { name: "operator_sessions", key: ["token_hash"] },
  { name: "audit", key: ["id"] },
  { name: "restrictions", key: ["id"] },
  { name: "settings", key: ["name"] },
] as const satisfies readonly { name: keyof Tables; key: readonly string[] }[];

/** Rows that are read, or written, at once. */
const CHUNK = 500;

const FORMAT = "strafe-backup-1";

const value = z.union([z.string(), z.number(), z.null()]);
const row = z.record(z.string(), value);
type Row = z.infer<typeof row>;

const head = z.object({ format: z.literal(FORMAT), migrations: z.array(z.string()) });
const tableNames = z.enum(TABLES.map(({ name }) => name));
const rowsLine = z.object({ table: tableNames, rows: z.array(row) });
const end = z.object({ rows: z.number().int() });

/** What is wrong with a backup, or with the place that it is to be restored to. */
export class RestoreError extends Error {
  override readonly name = "RestoreError";
}

/** All rows as they were at one moment, in lines of JSON, the same for both kinds of database. Returns how many there were. */
export function backUp({ kind, kysely }: Database, write: (line: string) => Promise<void>): Promise<number> {
  const transaction = kind === "postgres" ? kysely.transaction().setIsolationLevel("repeatable read") : kysely.transaction();
  return transaction.execute(async (snapshot) => {
    const migrations = await snapshot.selectFrom("migrations").select("name").orderBy("name").execute();
    await write(JSON.stringify({ format: FORMAT, migrations: migrations.map(({ name }) => name) } satisfies z.infer<typeof head>));
    let count = 0;
    for (const table of TABLES) {
      for await (const rows of chunksOf(snapshot, table)) {
        count += rows.length;
        await write(JSON.stringify({ table: table.name, rows } satisfies z.infer<typeof rowsLine>));
      }
    }
    await write(JSON.stringify({ rows: count } satisfies z.infer<typeof end>));
    return count;
  });
}

async function* chunksOf(kysely: Kysely<Tables>, { name, key }: (typeof TABLES)[number]): AsyncGenerator<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after: Row | undefined;
  for (;;) {
    const last = after;
    const further = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
    const { rows } = await sql<Row>`select * from ${sql.table(name)} ${further} order by ${columns} limit ${CHUNK}`.execute(kysely);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    after = rows.at(-1);
  }
}

/**
 * Writes the rows of a backup into a database, all or none, whichever kind it was made of. `replace`: what is there goes; otherwise it must
 * be empty. `lines` is called when the first is wanted: a file loses what it has read before. Returns how many rows there were.
 * @throws {RestoreError} when the backup is not whole, of a newer version, or the database is in use
 */
export async function restore(
  database: Database,
  lines: () => AsyncIterable<string>,
  { replace, now }: { replace: boolean; now: () => number },
): Promise<number> {
  await migrate(database, now);
  return database.kysely.transaction().execute(async (transaction) => {
    for (const { name } of TABLES.toReversed()) {
      // The first statement writes, which in SQLite takes the lock that the others need.
      if (replace) await sql`delete from ${sql.table(name)}`.execute(transaction);
      else if (!(await isEmpty(transaction, name)))
        throw new RestoreError(`There are ${name} in the database already: restore into an empty one, or replace what is there with --force.`);
    }
    let count = 0;
    let isWhole = false;
    let isBegun = false;
    for await (const line of lines()) {
      const content = parse(line);
      if (!isBegun) {
        checkHead(content);
        isBegun = true;
        continue;
      }
      const ended = end.safeParse(content);
      if (ended.success) {
        isWhole = ended.data.rows === count;
        break;
      }
      const { table, rows } = parseRows(content);
      await insert(transaction, table, rows);
      count += rows.length;
    }
    if (!isWhole) throw new RestoreError("The backup is not whole: its end is missing.");
    return count;
  });
}

async function isEmpty(kysely: Kysely<Tables>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(kysely);
  return rows.length === 0;
}

async function insert(kysely: Kysely<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const values = rows.map((each) => sql`(${sql.join(columns.map((column) => each[column] ?? null))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(kysely);
}

function checkHead(content: unknown): void {
  const parsed = head.safeParse(content);
  if (!parsed.success) throw new RestoreError("This file is no backup.");
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const unknown = parsed.data.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new RestoreError(`The backup is of a newer version, which has ${unknown.join(", ")}: restore it with that one.`);
}

function parseRows(content: unknown): z.infer<typeof rowsLine> {
  const parsed = rowsLine.safeParse(content);
  if (!parsed.success) throw new RestoreError("The backup is damaged: a line of it is none of ours.");
  return parsed.data;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new RestoreError("The backup is damaged: a line of it is cut off.");
  }
}
