import type { Kysely } from "kysely";
import type { PlayerRow, Tables } from "./tables.ts";

export type { PlayerRow };

export function addPlayer(kysely: Kysely<Tables>, player: PlayerRow): Promise<unknown> {
  return kysely.insertInto("players").values(player).execute();
}

export function findPlayer(kysely: Kysely<Tables>, id: string): Promise<PlayerRow | undefined> {
  return kysely.selectFrom("players").selectAll().where("id", "=", id).executeTakeFirst();
}

/**
 * Puts a new renewal secret in the place of the one that was presented, unless another request did so first.
 * @returns whether it was this one
 */
export async function replaceRenewal(
  kysely: Kysely<Tables>,
  { id, presented, ...next }: { id: string; presented: string } & Pick<PlayerRow, "renewal_hash" | "renewal_previous_hash" | "renewed_at">,
): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable("players")
    .set({ ...next, seen_at: next.renewed_at })
    .where("id", "=", id)
    .where("renewal_hash", "=", presented)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes under which name somebody was last seen. */
export function noteName(kysely: Kysely<Tables>, id: string, name: string, now: number): Promise<unknown> {
  return kysely.updateTable("players").set({ name, seen_at: now }).where("id", "=", id).execute();
}
