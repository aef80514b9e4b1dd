import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";
import type { SigningKeyRow, Tables } from "./tables.ts";

/** All keys, those that sign before the retired ones, each from the newest on. */
export function listKeys(kysely: Kysely<Tables>): Promise<SigningKeyRow[]> {
  return kysely
    .selectFrom("signing_keys")
    .selectAll()
    .orderBy("retired_at", (order) => order.asc().nullsFirst())
    .orderBy("created_at", "desc")
    .orderBy("kid")
    .execute();
}

/**
 * Has a new key sign from now on, in the place of all others; those retired before `forgetBefore` are dropped. Of all processes that want
 * one at once only the first has its own: a key that was made since `keepSince` stays. Times: ms since 1970.
 */
export function replaceKey(
  { kind, kysely }: Database,
  { kid, secret }: Pick<SigningKeyRow, "kid" | "secret">,
  { now, keepSince, forgetBefore }: { now: number; keepSince: number; forgetBefore: number },
): Promise<void> {
  return kysely.transaction().execute(async (transaction) => {
    if (kind === "postgres") await sql`lock table signing_keys in exclusive mode`.execute(transaction);
    // The first statement writes, which in SQLite takes the lock that the others need.
    await transaction.deleteFrom("signing_keys").where("retired_at", "<", forgetBefore).execute();
    const young = await transaction.selectFrom("signing_keys").select("kid").where("retired_at", "is", null).where("created_at", ">", keepSince).execute();
    if (young.length > 0) return;
    await transaction.updateTable("signing_keys").set({ retired_at: now }).where("retired_at", "is", null).execute();
    await transaction.insertInto("signing_keys").values({ kid, secret, created_at: now, retired_at: null }).execute();
  });
}
