import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** What operators have set while the service runs, for all its processes: texts by name. */
export async function readSettings(kysely: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const rows = await kysely.selectFrom("settings").select(["name", "value"]).execute();
  return new Map(rows.map(({ name, value }) => [name, value]));
}

export function writeSetting(kysely: Kysely<Tables>, name: string, value: string, now: number): Promise<unknown> {
  return kysely
    .insertInto("settings")
    .values({ name, value, changed_at: now })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value, changed_at: now }))
    .execute();
}

export function removeSetting(kysely: Kysely<Tables>, name: string): Promise<unknown> {
  return kysely.deleteFrom("settings").where("name", "=", name).execute();
}
