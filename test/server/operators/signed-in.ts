import { Operators } from "../../../server/operations/operators/operators.ts";
import { openDatabase } from "../../../server/storage/database.ts";
import { migrate } from "../../../server/storage/migrations.ts";
import type { Role } from "../../../shared/protocol/operators.ts";

/** An account in the database of a server, as `npm run admin` makes one. Returns its password. */
export async function addAccount(dataDir: string, name: string, role: Role): Promise<string> {
  const database = openDatabase({ dataDir, databaseUrl: null });
  await migrate(database, Date.now);
  const password = await new Operators(database, Date.now).add(name, role);
  await database.close();
  if (password === null) throw new Error(`${name} is there already`);
  return password;
}

/** A browser that somebody is signed in with. */
export class SignedIn {
  readonly url: string;
  readonly cookie: string;
  readonly csrf: string;

  private constructor(url: string, cookie: string, csrf: string) {
    this.url = url;
    this.cookie = cookie;
    this.csrf = csrf;
  }

  static async signIn(url: string, name: string, password: string): Promise<SignedIn> {
    const answer = await trySignIn(url, name, password);
    if (!answer.ok) throw new Error(`not signed in: ${answer.status}`);
    const { csrf } = await answer.json();
    return new SignedIn(url, answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "", csrf);
  }

  ask(path: string, { method = "GET", body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<Response> {
    return fetch(this.url + path, {
      method,
      redirect: "manual",
      headers: { cookie: this.cookie, "x-csrf-token": this.csrf, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  act(action: Record<string, unknown>): Promise<Response> {
    return this.ask("/api/operators/actions", { method: "POST", body: action });
  }
}

export function trySignIn(url: string, name: string, password: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/operators/session`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ name, password }),
  });
}
