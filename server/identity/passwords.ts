import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/**
 * Cost of scrypt (RFC 7914), stored with each hash: 32 MB and about a tenth of a second, off the thread that plays. OWASP's least for
 * N = 2^15 with r = 8 is p = 3.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 };

/** Bytes */
const SALT_LENGTH = 16;
const KEY_LENGTH = 32;

/** Twice what the cost takes: Node's own bound is below it. */
const MEMORY = 2 * 128 * COST.N * COST.r;

const FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** What is kept of a password: `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_LENGTH);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether it is the password of which `kept` was made. Null, of nobody, is refused after as long a time. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = "", key = ""] = FORM.exec(kept ?? "") ?? [];
  if (N === undefined || r === undefined || p === undefined) {
    await derive(password, Buffer.alloc(SALT_LENGTH), COST);
    return false;
  }
  const wanted = Buffer.from(key, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function derive(password: string, salt: Buffer, cost: Pick<ScryptOptions, "N" | "r" | "p">): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One text may be typed in several ways.
    scrypt(password.normalize("NFKC"), salt, KEY_LENGTH, { ...cost, maxmem: MEMORY }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
