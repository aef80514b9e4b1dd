import type { Kysely } from "kysely";
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

/** Has a new key sign from now on, in the place of all others; those retired before `forgetBefore` are dropped. Times: ms since 1970. */
export function replaceKey(kysely: Kysely<Tables>, { kid, secret }: Pick<SigningKeyRow, "kid" | "secret">, now: number, forgetBefore: number): Promise<void> {
  return kysely.transaction().execute(async (transaction) => {
    await transaction.insertInto("signing_keys").values({ kid, secret, created_at: now, retired_at: null }).execute();
    await transaction.updateTable("signing_keys").set({ retired_at: now }).where("retired_at", "is", null).where("kid", "!=", kid).execute();
    await transaction.deleteFrom("signing_keys").where("retired_at", "<", forgetBefore).execute();
  });
}
