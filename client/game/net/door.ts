import type { GuestAnswer, GuestRequest } from "../../../shared/protocol/identity.ts";
import type { JoinOptions } from "../../../shared/protocol/join-options.ts";
import type { Seat } from "../../../shared/protocol/play.ts";

/** Where somebody wants to sit: any match of a mode (with `private`, a new one), or one very match. */
export type PlayWish = JoinOptions & ({ mode: string } | { roomId: string });

/** The server refused; `code` is the status of its answer, as with the errors of the Colyseus SDK. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  /** The last part of the problem's `type`, which says what it is; "" where it says nothing. */
  readonly kind: string;

  constructor(code: number, message: string, kind = "") {
    super(message);
    this.code = code;
    this.kind = kind;
  }
}

/** Asks the server at `origin` for a token. @throws {Refusal}, or TypeError when nothing answers */
export function askGuest(origin: string, request: GuestRequest): Promise<GuestAnswer> {
  return ask<GuestAnswer>(`${origin}/api/guests`, request, null);
}

/** Asks for a seat. @throws {Refusal}, or TypeError when nothing answers */
export function askSeat(origin: string, wish: PlayWish, token: string): Promise<Seat> {
  return ask<Seat>(`${origin}/api/play`, wish, token);
}

async function ask<Answer>(address: string, body: object, token: string | null): Promise<Answer> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  // A proxy without its server answers with a page.
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const word = (name: string): string | null => {
    const value: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
    return typeof value === "string" ? value : null;
  };
  throw new Refusal(response.status, word("detail") ?? response.statusText, word("type")?.split("/").at(-1));
}
