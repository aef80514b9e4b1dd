import type { Kysely } from "kysely";
import type { RestrictionEntry } from "../../shared/protocol/operators.ts";
import type { Tables } from "./tables.ts";

export function addRestriction(kysely: Kysely<Tables>, restriction: RestrictionEntry): Promise<unknown> {
  return kysely.insertInto("restrictions").values(restriction).execute();
}

/** In force at `now`, ms since 1970: neither lifted nor expired. */
export function restrictionsInForce(kysely: Kysely<Tables>, now: number): Promise<RestrictionEntry[]> {
  return kysely
    .selectFrom("restrictions")
    .selectAll()
    .where("lifted_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
    .execute();
}

/** The newest first, those that are over among them. */
export function listRestrictions(kysely: Kysely<Tables>, count: number): Promise<RestrictionEntry[]> {
  return kysely.selectFrom("restrictions").selectAll().orderBy("created_at", "desc").limit(count).execute();
}

/** @returns whether it was in force */
export async function liftRestriction(kysely: Kysely<Tables>, id: string, operator: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable("restrictions")
    .set({ lifted_at: now, lifted_by: operator })
    .where("id", "=", id)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
