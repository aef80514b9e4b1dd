import { Refusal } from "../game/net/door.ts";

/** Sends a request to the page's own server in the name of this player. Rejects where nothing answers, as `fetch` does. */
export type Authorised = (path: string, init?: RequestInit) => Promise<Response>;

/** ms. What answers no faster than this does not answer; a wait that was asked for comes on top. */
const ANSWER_TIME = 8000;

/** The server's word that it will not do what was asked, in the form of RFC 9457. */
export class ProblemRefusal extends Refusal {
  /** ms after which trying again makes sense; null where the server does not say. */
  readonly retryAfter: number | null;

  constructor(code: number, kind: string, detail: string, retryAfter: number | null) {
    super(code, detail, kind);
    this.retryAfter = retryAfter;
  }
}

export interface Question {
  method?: "GET" | "POST" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** ms that the server was asked to wait before it answers. */
  wait?: number;
  signal?: AbortSignal;
  /** Goes on when the page is closed. */
  keepalive?: boolean;
}

/** Asks, and gives the answer's JSON; undefined where it has none. @throws ProblemRefusal; whatever `authorised` rejects with */
export async function ask(
  authorised: Authorised,
  path: string,
  { method = "GET", body, wait = 0, signal, keepalive = false }: Question = {},
): Promise<unknown> {
  const inTime = AbortSignal.timeout(wait + ANSWER_TIME);
  const response = await authorised(path, {
    method,
    keepalive,
    cache: "no-store",
    signal: signal === undefined ? inTime : AbortSignal.any([signal, inTime]),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  if (!response.ok) throw await refusalOf(response);
  return response.status === 204 ? undefined : await response.json();
}

export async function refusalOf(response: Response): Promise<ProblemRefusal> {
  const problem: unknown = await response.json().catch(() => null);
  const word = (name: string): string => {
    const value: unknown = typeof problem === "object" && problem !== null ? Reflect.get(problem, name) : undefined;
    return typeof value === "string" ? value : "";
  };
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const kind = word("type").split(/[/:#]/).at(-1) ?? "";
  return new ProblemRefusal(response.status, kind, word("detail"), Number.isFinite(seconds) ? seconds * 1000 : null);
}
