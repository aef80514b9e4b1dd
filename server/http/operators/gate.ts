import { timingSafeEqual } from "node:crypto";
import { TLSSocket } from "node:tls";
import type { Request, RequestHandler, Response } from "express";
import type { Role, SignedIn } from "../../../shared/protocol/operators.ts";
import { clientAddress, type TrustedProxies } from "../../limits/proxies.ts";
import { type Operators, SESSION_LIFETIME } from "../../operations/operators/operators.ts";
import { mayDo } from "../../operations/operators/roles.ts";
import { type Problem, sendProblem } from "../problem.ts";

const COOKIE = "strafe_operator";

/** In which the page says the session's second secret, which no other page can read. */
export const CSRF_HEADER = "x-csrf-token";

const LOCAL = "operator";

const READING: ReadonlySet<string> = new Set(["GET", "HEAD"]);

const NOT_SIGNED_IN: Problem = { status: 401, title: "Not signed in", detail: "Sign in at /admin." };
const NO_TOKEN: Problem = { status: 403, title: "Not from the panel", detail: `Send the session's token in the header ${CSRF_HEADER}; reload the page.` };
const NOT_SECURE: Problem = {
  status: 403,
  title: "Not by plain HTTP",
  detail: "A password or session that went over this line could be read on its way: open the page by https, or on the machine itself.",
};

const mayNot = (role: Role, needed: Role): Problem => ({ status: 403, title: "Not allowed", detail: `That takes the role ${needed}; yours is ${role}.` });

/** Lets operators through, and nobody else: by a cookie that no script reads, and for whatever does something by a token beside it. */
export class OperatorGate {
  readonly #operators: Operators;
  readonly #proxies: TrustedProxies;

  constructor(operators: Operators, proxies: TrustedProxies) {
    this.#operators = operators;
    this.#proxies = proxies;
  }

  /** Refuses whoever is not signed in, or may do less than `role`. */
  atLeast(role: Role): RequestHandler {
    return async (request, response, next) => {
      const signedIn = await this.#signedIn(request);
      if (signedIn === null) return sendProblem(response, NOT_SIGNED_IN);
      if (!READING.has(request.method) && !isSame(request.get(CSRF_HEADER) ?? "", signedIn.csrf)) return sendProblem(response, NO_TOKEN);
      if (!mayDo(signedIn.role, role)) return sendProblem(response, mayNot(signedIn.role, role));
      response.locals[LOCAL] = signedIn;
      response.set("Cache-Control", "no-store");
      next();
    };
  }

  /** Sends whoever is not signed in to where one signs in. */
  readonly page: RequestHandler = async (request, response, next) => {
    const signedIn = await this.#signedIn(request);
    if (signedIn === null) return response.redirect(303, "/admin");
    response.locals[LOCAL] = signedIn;
    response.set("Cache-Control", "no-store");
    next();
  };

  /** Refuses a line on which others may listen. */
  readonly overSecureLine: RequestHandler = (request, response, next) => {
    if (this.#isSecure(request) || this.#isHere(request)) return next();
    sendProblem(response, NOT_SECURE);
  };

  open(request: Request, response: Response, secret: string): void {
    response.cookie(COOKIE, secret, { httpOnly: true, sameSite: "strict", path: "/", maxAge: SESSION_LIFETIME, secure: this.#isSecure(request) });
  }

  async close(request: Request, response: Response): Promise<void> {
    await this.#operators.signOut(secretIn(request));
    response.clearCookie(COOKIE, { path: "/" });
  }

  async #signedIn(request: Request): Promise<SignedIn | null> {
    const secret = secretIn(request);
    return secret === "" ? null : this.#operators.sessionOf(secret);
  }

  #isSecure(request: Request): boolean {
    if (request.socket instanceof TLSSocket) return true;
    return this.#proxies.has(addressOf(request)) && request.get("x-forwarded-proto") === "https";
  }

  /** From the machine itself, and from no proxy on it. */
  #isHere(request: Request): boolean {
    const address = clientAddress(request.socket.remoteAddress, request.get("x-forwarded-for"), this.#proxies);
    return (address === "127.0.0.1" || address === "::1") && request.get("x-forwarded-for") === undefined;
  }
}

/** Who is signed in; behind a handler of the gate. */
export function operatorOf({ locals }: Response): SignedIn {
  const signedIn: unknown = locals[LOCAL];
  if (typeof signedIn !== "object" || signedIn === null || !("operator" in signedIn)) throw new Error("no gate stands before this route");
  return signedIn as SignedIn;
}

function addressOf({ socket }: Request): string {
  const address = socket.remoteAddress ?? "";
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}

function secretIn(request: Request): string {
  const pairs = (request.get("cookie") ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? "";
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
