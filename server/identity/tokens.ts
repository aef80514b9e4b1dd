import { randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Keys } from "./keys.ts";

/** ms that a token is good for. Who stays renews it before. */
export const TOKEN_LIFETIME = 3_600_000;

const ISSUER = "strafe";
const AUDIENCE = "strafe-play";
const ALGORITHM = "HS256";

/** s by which the clocks of two machines may differ. */
const CLOCK_TOLERANCE = 5;

/** ms for which it is remembered who a token is of: it comes for a seat and, within seconds, for the seat's socket. */
const VERDICT_KEPT = 10_000;

/** Verdicts that are remembered; the oldest make room. */
const VERDICTS = 4096;

const header = z.object({ kid: z.string().min(1).max(64) });
const claims = z.object({ sub: z.string().min(1).max(64), exp: z.number() });

export type TokenVerdict = { kind: "accepted"; playerId: string } | { kind: "refused"; why: "expired" | "invalid" };

/** Says who a player is by a signed token (JWT), and believes none but its own. */
export class Tokens {
  readonly #keys: Keys;
  readonly #now: () => number;
  /** Of tokens that were accepted of late, by token. */
  readonly #accepted = new Map<string, { readonly playerId: string; readonly until: number }>();

  /** `now`: ms since 1970. */
  constructor(keys: Keys, now: () => number) {
    this.#keys = keys;
    this.#now = now;
  }

  /** `expiresAt`: ms since 1970. */
  async sign(playerId: string): Promise<{ token: string; expiresAt: number }> {
    const { kid, secret } = await this.#keys.signing();
    // Tokens count whole seconds.
    const issued = Math.floor(this.#now() / 1000);
    const expires = issued + TOKEN_LIFETIME / 1000;
    const token = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: "JWT" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(playerId)
      .setJti(randomUUID())
      .setIssuedAt(issued)
      .setExpirationTime(expires)
      .sign(secret);
    return { token, expiresAt: expires * 1000 };
  }

  async verify(token: string): Promise<TokenVerdict> {
    const known = this.#accepted.get(token);
    if (known !== undefined && this.#now() < known.until) return { kind: "accepted", playerId: known.playerId };
    this.#accepted.delete(token);
    return this.#judge(token);
  }

  async #judge(token: string): Promise<TokenVerdict> {
    try {
      const { payload } = await jwtVerify(token, (stated) => this.#secretOf(stated), {
        algorithms: [ALGORITHM],
        typ: "JWT",
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "jti", "iat", "exp"],
        clockTolerance: CLOCK_TOLERANCE,
        currentDate: new Date(this.#now()),
      });
      const { sub: playerId, exp } = claims.parse(payload);
      this.#remember(token, playerId, Math.min(exp * 1000, this.#now() + VERDICT_KEPT));
      return { kind: "accepted", playerId };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { kind: "refused", why: "expired" };
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return { kind: "refused", why: "invalid" };
      throw error;
    }
  }

  #remember(token: string, playerId: string, until: number): void {
    const [oldest] = this.#accepted.keys();
    if (this.#accepted.size >= VERDICTS && oldest !== undefined) this.#accepted.delete(oldest);
    this.#accepted.set(token, { playerId, until });
  }

  async #secretOf(stated: unknown): Promise<Uint8Array> {
    const key = await this.#keys.find(header.parse(stated).kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key.secret;
  }
}
