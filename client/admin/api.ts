import { OPERATORS_PATH, type SignedIn } from "../../shared/protocol/operators.ts";
import { refusalOf } from "../matchmaking/requests.ts";

/** Does something, and shows what came of it: `done`, or why it was not. Resolves with whether it was done. */
export type Act = (action: Record<string, unknown>, done: string) => Promise<boolean>;

/** Asks below OPERATORS_PATH. `csrf`: of the session, for whatever does something. @throws {ProblemRefusal} with the server's words */
export async function askOperators(
  path: string,
  { method = "GET", body, csrf = "" }: { method?: string; body?: unknown; csrf?: string } = {},
): Promise<unknown> {
  const answer = await fetch(OPERATORS_PATH + path, {
    method,
    cache: "no-store",
    headers: { "X-CSRF-Token": csrf, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return answer.status === 204 ? undefined : await answer.json();
}

/** Does something; resolves with null, or with why it was not done. */
export async function actAs({ csrf }: SignedIn, action: Record<string, unknown>): Promise<string | null> {
  return told(askOperators("/actions", { method: "POST", body: action, csrf }));
}

/** Null where it went well; else the server's words, or that it does not answer. */
export async function told(asking: Promise<unknown>): Promise<string | null> {
  try {
    await asking;
    return null;
  } catch (error) {
    if (error instanceof TypeError) return "The server does not answer.";
    if (error instanceof Error) return error.message;
    throw error;
  }
}
