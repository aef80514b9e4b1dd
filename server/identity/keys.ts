import { randomBytes } from "node:crypto";
import type { Database } from "../storage/database.ts";
import { listKeys, replaceKey } from "../storage/signing-keys.ts";

export interface SigningKey {
  /** What a token says that it was signed with. */
  readonly kid: string;
  readonly secret: Uint8Array;
}

/** The keys that tokens are signed with and believed by. */
export interface Keys {
  /** The one that signs now. */
  signing(): Promise<SigningKey>;
  find(kid: string): Promise<SigningKey | undefined>;
}

/** ms. A key signs for a day: one that leaked unseen is of no use for longer. */
export const KEY_AGE = 24 * 3_600_000;

/** ms that a retired key is believed: the hour of the last token that it signed, and the time until every process knows it retired. */
export const KEY_KEPT = 2 * 3_600_000;

/** ms after which a process looks whether another has begun to sign with a new key. */
const LOOK_PERIOD = 300_000;

/** ms between two looks for keys that are not known: who makes names of keys up does not keep the database busy. */
const UNKNOWN_PERIOD = 1_000;

/** Bytes of a secret, as long as the hash that it signs with. */
const SECRET_LENGTH = 32;

/** Keys that the operator names and rotates: the first signs, all are believed. */
export function configuredKeys([first, ...others]: readonly [SigningKey, ...SigningKey[]]): Keys {
  const known = new Map([first, ...others].map((key) => [key.kid, key]));
  return { signing: async () => first, find: async (kid) => known.get(kid) };
}

/** Keys that the server makes, rotates and keeps in its database, where all processes find them. `now`: ms since 1970. */
export function storedKeys(database: Database, now: () => number): Keys {
  let known = new Map<string, SigningKey>();
  let current: { key: SigningKey; since: number } | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let look: Promise<void> | null = null;

  async function read(): Promise<void> {
    const rows = await listKeys(database.kysely);
    known = new Map(rows.map(({ kid, secret }) => [kid, { kid, secret: Buffer.from(secret, "base64url") }]));
    const newest = rows.find(({ retired_at }) => retired_at === null);
    const key = newest === undefined ? undefined : known.get(newest.kid);
    current = key === undefined || newest === undefined ? null : { key, since: newest.created_at };
    lookedAt = now();
  }

  async function refresh(): Promise<void> {
    await read();
    if (current !== null && now() - current.since < KEY_AGE) return;
    const secret = randomBytes(SECRET_LENGTH).toString("base64url");
    const times = { now: now(), keepSince: now() - KEY_AGE, forgetBefore: now() - KEY_KEPT };
    await replaceKey(database, { kid: randomBytes(6).toString("base64url"), secret }, times);
    await read();
  }

  /** One look at a time, whoever asks for it. */
  function lookAgain(): Promise<void> {
    look ??= refresh().finally(() => {
      look = null;
    });
    return look;
  }

  return {
    async signing() {
      if (current === null || now() - lookedAt > LOOK_PERIOD) {
        // While the database is away, what was known is still right.
        await lookAgain().catch((error: unknown) => {
          if (current === null) throw error;
        });
      }
      if (current === null) throw new Error("no key was made to sign with");
      return current.key;
    },
    async find(kid) {
      const key = known.get(kid);
      if (key !== undefined || now() - lookedAt < UNKNOWN_PERIOD) return key;
      await lookAgain();
      return known.get(kid);
    },
  };
}
