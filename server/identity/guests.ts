import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "../storage/database.ts";
import { addPlayer, findPlayer, replaceRenewal } from "../storage/players.ts";
import type { Tokens } from "./tokens.ts";

/** Who plays without an account: known again by a secret that only their browser has, which changes with each use. */
export interface Guest {
  readonly playerId: string;
  readonly token: string;
  /** ms since 1970. */
  readonly expiresAt: number;
  /** Presented next time, it gives the same player a new token. */
  readonly renewal: string;
}

export type Renewal = { kind: "renewed"; guest: Guest } | { kind: "refused"; why: "unknown" | "replayed" };

/**
 * ms in which the secret before the last is still taken: an answer that got lost on its way leaves its guest with that one. Whoever
 * presents it later has found it somewhere.
 */
export const RENEWAL_GRACE = 60_000;

/** Bytes. */
const ID_LENGTH = 12;
const SECRET_LENGTH = 24;

/** An id and a secret, both base64url. */
const RENEWAL = /^([\w-]{16})\.([\w-]{32})$/;

export class Guests {
  readonly #database: Database;
  readonly #tokens: Tokens;
  readonly #now: () => number;

  /** `now`: ms since 1970. */
  constructor(database: Database, tokens: Tokens, now: () => number) {
    this.#database = database;
    this.#tokens = tokens;
    this.#now = now;
  }

  async enter(): Promise<Guest> {
    const id = randomBytes(ID_LENGTH).toString("base64url");
    const secret = newSecret();
    const now = this.#now();
    await addPlayer(this.#database.kysely, {
      id,
      name: "",
      renewal_hash: hashOf(secret),
      renewal_previous_hash: null,
      renewed_at: now,
      created_at: now,
      seen_at: now,
    });
    return this.#guest(id, secret);
  }

  async renew(renewal: string): Promise<Renewal> {
    const [, id = "", secret = ""] = RENEWAL.exec(renewal) ?? [];
    // Twice, for another request may have renewed in between: then this one holds the secret before the last.
    return (await this.#tryRenew(id, hashOf(secret))) ?? (await this.#tryRenew(id, hashOf(secret))) ?? { kind: "refused", why: "replayed" };
  }

  /** Null when the secret was replaced between looking and replacing. */
  async #tryRenew(id: string, hash: string): Promise<Renewal | null> {
    const player = await findPlayer(this.#database.kysely, id);
    if (player === undefined) return { kind: "refused", why: "unknown" };
    const now = this.#now();
    const isCurrent = isSame(player.renewal_hash, hash);
    const wasPrevious = player.renewal_previous_hash !== null && isSame(player.renewal_previous_hash, hash);
    if (!isCurrent && !wasPrevious) return { kind: "refused", why: "unknown" };
    if (!isCurrent && now - player.renewed_at > RENEWAL_GRACE) return { kind: "refused", why: "replayed" };
    const secret = newSecret();
    const replaced = await replaceRenewal(this.#database.kysely, {
      id,
      presented: player.renewal_hash,
      renewal_hash: hashOf(secret),
      renewal_previous_hash: hash,
      // The grace counts from the first use of a secret: whoever keeps presenting it does not prolong it.
      renewed_at: isCurrent ? now : player.renewed_at,
    });
    return replaced ? { kind: "renewed", guest: await this.#guest(id, secret) } : null;
  }

  async #guest(playerId: string, secret: string): Promise<Guest> {
    return { playerId, ...(await this.#tokens.sign(playerId)), renewal: `${playerId}.${secret}` };
  }
}

function newSecret(): string {
  return randomBytes(SECRET_LENGTH).toString("base64url");
}

/** The secret is random and long: a plain hash of it gives nothing away. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
