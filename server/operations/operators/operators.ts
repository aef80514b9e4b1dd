import { createHash, randomBytes } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Role, SignedIn } from "../../../shared/protocol/operators.ts";
import { hashPassword, isPassword } from "../../identity/passwords.ts";
import type { Database } from "../../storage/database.ts";
import { addOperator, addSession, findOperator, findSession, listOperators, removeOperator, removeSession, setPassword } from "../../storage/operators.ts";
import { isRole } from "./roles.ts";

/** Wrong passwords for one account in a minute, and from one address in ten minutes. */
const WRONG_PER_ACCOUNT = { points: 5, duration: 60 };
const WRONG_PER_ADDRESS = { points: 10, duration: 600 };

/** ms that somebody stays signed in: a day's work. */
export const SESSION_LIFETIME = 12 * 3600 * 1000;

/** Bytes of a session's secrets, and of a password that is made here. */
const SECRET_LENGTH = 32;
const PASSWORD_LENGTH = 15;

export type SignIn =
  | { kind: "signed in"; secret: string; session: SignedIn }
  | { kind: "wrong" }
  /** s until another try. */
  | { kind: "too many"; retryAfter: number };

/** Who may see and do what players may not. */
export class Operators {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #byAccount = new RateLimiterMemory(WRONG_PER_ACCOUNT);
  readonly #byAddress = new RateLimiterMemory(WRONG_PER_ADDRESS);

  /** `now`: ms since 1970. */
  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** None yet: nobody can sign in. */
  async areThereAny(): Promise<boolean> {
    return (await listOperators(this.#database.kysely)).length > 0;
  }

  list() {
    return listOperators(this.#database.kysely);
  }

  /** With a password that is told once. Null where somebody has that name. */
  async add(name: string, role: Role): Promise<string | null> {
    const password = newPassword();
    const added = await addOperator(this.#database.kysely, { name, role, password: await hashPassword(password), created_at: this.#now() });
    return added ? password : null;
  }

  remove(name: string): Promise<boolean> {
    return removeOperator(this.#database.kysely, name);
  }

  /** Gives another password, which is told once. Null where there is nobody of that name. */
  async renewPassword(name: string): Promise<string | null> {
    const password = newPassword();
    return (await setPassword(this.#database.kysely, name, await hashPassword(password))) ? password : null;
  }

  /** Tries are counted before they are judged, or many at once would all be; those that are right do not count. */
  async signIn({ name, password, network }: { name: string; password: string; network: string }): Promise<SignIn> {
    const wait = Math.max(await countTry(this.#byAddress, network), await countTry(this.#byAccount, name));
    if (wait > 0) return { kind: "too many", retryAfter: wait };
    const operator = await findOperator(this.#database.kysely, name);
    if (!(await isPassword(password, operator?.password ?? null)) || operator === undefined || !isRole(operator.role)) return { kind: "wrong" };
    await Promise.all([this.#byAddress.reward(network, 1), this.#byAccount.delete(name)]);
    const secret = randomBytes(SECRET_LENGTH).toString("base64url");
    const csrf = randomBytes(SECRET_LENGTH).toString("base64url");
    const now = this.#now();
    await addSession(this.#database.kysely, { token_hash: hashOf(secret), operator: name, csrf, created_at: now, expires_at: now + SESSION_LIFETIME });
    return { kind: "signed in", secret, session: { operator: name, role: operator.role, csrf } };
  }

  /** Who is signed in by this secret; null: nobody. */
  async sessionOf(secret: string): Promise<SignedIn | null> {
    const session = await findSession(this.#database.kysely, hashOf(secret), this.#now());
    return session === undefined || !isRole(session.role) ? null : { operator: session.operator, role: session.role, csrf: session.csrf };
  }

  async signOut(secret: string): Promise<void> {
    await removeSession(this.#database.kysely, hashOf(secret));
  }
}

/** s until there is room for another; 0: there is. */
async function countTry(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

function newPassword(): string {
  return randomBytes(PASSWORD_LENGTH).toString("base64url");
}

/** The secret is random: nothing is gained by making its hash slow. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
