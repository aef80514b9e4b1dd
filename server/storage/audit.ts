import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditEntry } from "../../shared/protocol/operators.ts";
import type { Tables } from "./tables.ts";

/** Bytes that tell two entries of the same ms apart. */
const TIE_LENGTH = 6;

/** What an operator did, or tried to. Entries are added and read; nothing here changes or removes one. */
export async function writeAudit(kysely: Kysely<Tables>, entry: Omit<AuditEntry, "id">): Promise<void> {
  await kysely
    .insertInto("audit")
    .values({ id: randomBytes(TIE_LENGTH).toString("base64url"), ...entry })
    .execute();
}

/** The newest first; `before`: ms since 1970, older ones only. */
export function readAudit(kysely: Kysely<Tables>, { before, count }: { before: number; count: number }): Promise<AuditEntry[]> {
  return kysely.selectFrom("audit").selectAll().where("at", "<", before).orderBy("at", "desc").orderBy("id", "desc").limit(count).execute();
}
