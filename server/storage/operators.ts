import type { Kysely } from "kysely";
import type { OperatorRow, OperatorSessionRow, Tables } from "./tables.ts";

export type { OperatorRow };

/** A session with what its operator may do now. */
export type OpenSession = OperatorSessionRow & Pick<OperatorRow, "role">;

/** @returns false where somebody has that name */
export async function addOperator(kysely: Kysely<Tables>, operator: OperatorRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await kysely
    .insertInto("operators")
    .values(operator)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export function findOperator(kysely: Kysely<Tables>, name: string): Promise<OperatorRow | undefined> {
  return kysely.selectFrom("operators").selectAll().where("name", "=", name).executeTakeFirst();
}

export function listOperators(kysely: Kysely<Tables>): Promise<Omit<OperatorRow, "password">[]> {
  return kysely.selectFrom("operators").select(["name", "role", "created_at"]).orderBy("name").execute();
}

/** Their sessions end with them. @returns whether there was one */
export async function removeOperator(kysely: Kysely<Tables>, name: string): Promise<boolean> {
  await kysely.deleteFrom("operator_sessions").where("operator", "=", name).execute();
  const { numDeletedRows } = await kysely.deleteFrom("operators").where("name", "=", name).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whoever was signed in by the old password is not any more. @returns whether there is such an operator */
export async function setPassword(kysely: Kysely<Tables>, name: string, password: string): Promise<boolean> {
  await kysely.deleteFrom("operator_sessions").where("operator", "=", name).execute();
  const { numUpdatedRows } = await kysely.updateTable("operators").set({ password }).where("name", "=", name).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Sessions that are over are forgotten with it. */
export async function addSession(kysely: Kysely<Tables>, session: OperatorSessionRow): Promise<void> {
  await kysely.deleteFrom("operator_sessions").where("expires_at", "<", session.created_at).execute();
  await kysely.insertInto("operator_sessions").values(session).execute();
}

export function findSession(kysely: Kysely<Tables>, tokenHash: string, now: number): Promise<OpenSession | undefined> {
  return kysely
    .selectFrom("operator_sessions")
    .innerJoin("operators", "operators.name", "operator_sessions.operator")
    .selectAll("operator_sessions")
    .select("operators.role")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
}

export function removeSession(kysely: Kysely<Tables>, tokenHash: string): Promise<unknown> {
  return kysely.deleteFrom("operator_sessions").where("token_hash", "=", tokenHash).execute();
}
