import { Client, type Room } from "@colyseus/sdk";
import type { z } from "zod";
import { askGuest } from "../../client/game/net/door.ts";
import type { TicketMode } from "../../server/matchmaking/curve.ts";
import { TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import type { GuestAnswer } from "../../shared/protocol/identity.ts";
import type { TICKET_ANSWER } from "../../shared/protocol/matchmaking.ts";
import type { Seat } from "../../shared/protocol/play.ts";
import { MatchState } from "../../shared/protocol/state.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

export type Answer = z.infer<typeof TICKET_ANSWER>;

/** What every player brings. */
export const JOIN = { pings: { local: 20 }, join: { protocol: PROTOCOL_VERSION } };

/** Where people queue, each known to the test by a name of its own. */
export class QueueDoor {
  readonly url: string;
  readonly #guests: Map<string, Promise<GuestAnswer>>;

  /** `guests`: shared by the doors of one service. */
  constructor(url: string, guests = new Map<string, Promise<GuestAnswer>>()) {
    this.url = url;
    this.#guests = guests;
  }

  /** The guest of this name. */
  guest(name: string): Promise<GuestAnswer> {
    const guest = this.#guests.get(name) ?? askGuest(this.url, {});
    this.#guests.set(name, guest);
    return guest;
  }

  /** One request of somebody; null: of nobody. */
  async ask(name: string | null, method: string, path: string, body?: unknown): Promise<Response> {
    const token = name === null ? null : (await this.guest(name)).token;
    return fetch(this.url + path, {
      method,
      headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  async queue(name: string, mode: TicketMode = "duel", more: object = {}): Promise<Answer> {
    return (await this.ask(name, "POST", TICKETS_PATH, { mode, ...JOIN, ...more })).json();
  }

  async ticket(name: string, id: string, wait = 0): Promise<Answer> {
    return (await this.ask(name, "GET", `${TICKETS_PATH}/${id}?wait=${wait}`)).json();
  }

  /** Asks until there is a seat, as a client does; where another ticket has taken the place of the first, for that one. */
  async seat(name: string, id: string): Promise<Answer & { state: "matched" }> {
    let asked = id;
    for (;;) {
      const answer = await this.ticket(name, asked, 10);
      if (answer.state === "matched") return answer;
      if (answer.state === "cancelled" && answer.next !== null) asked = answer.next;
      else if (answer.state !== "waiting" && answer.state !== "proposed") throw new Error(`the ticket is ${answer.state}`);
    }
  }

  async take(name: string, seat: Seat): Promise<Room<unknown, MatchState>> {
    const client = new Client(this.url);
    client.auth.token = (await this.guest(name)).token;
    const room = await client.consumeSeatReservation<MatchState>(seat as Parameters<Client["consumeSeatReservation"]>[0], MatchState);
    room.reconnection.enabled = false;
    room.onMessage("*", () => undefined);
    return room;
  }
}
