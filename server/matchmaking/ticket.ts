import { z } from "zod";
import { JOIN_WISH, PINGS } from "../../shared/protocol/matchmaking.ts";
import { seat } from "../../shared/protocol/play.ts";
import { parseStored } from "./stored.ts";

/** A player of a ticket, with what the match needs to know of them. */
const PLAYER = z.object({
  id: z.string(),
  rating: z.object({ mu: z.number(), sigma: z.number() }),
  pings: PINGS,
  wish: JOIN_WISH,
});

const BASIS = {
  id: z.string(),
  mode: z.enum(["duel", "squads"]),
  /** The leader first. */
  players: z.array(PLAYER).min(1),
  /** Code of the party that queues; null for one player alone. */
  party: z.string().nullable(),
  /** ms since the epoch on the store's clock, from which on it waits. */
  since: z.number(),
};

const PROPOSED = { match: z.string(), region: z.string(), proposedAt: z.number() };
const MATCHED = { match: z.string(), region: z.string(), ranked: z.boolean(), room: z.string() };

const TICKET = z.discriminatedUnion("state", [
  z.object({ ...BASIS, state: z.literal("waiting") }),
  /** A match is made with it, whose room is still to be opened. */
  z.object({ ...BASIS, ...PROPOSED, state: z.literal("proposed") }),
  /** The room is there, and keeps a seat for each player until `until`, ms on the store's clock. */
  z.object({ ...BASIS, ...MATCHED, state: z.literal("matched"), seats: z.record(z.string(), seat), until: z.number(), came: z.array(z.string()) }),
  /** Whoever came for their seat has it. */
  z.object({ ...BASIS, ...MATCHED, state: z.literal("seated"), came: z.array(z.string()) }),
  z.object({ ...BASIS, state: z.literal("cancelled"), why: z.enum(["asked", "party changed", "no room", "faulty"]), next: z.string().nullable() }),
  z.object({ ...BASIS, state: z.literal("expired"), why: z.enum(["unattended", "seat not taken"]) }),
]);

/** One wish for a match, of a player or a party: waiting → proposed → matched → seated, or ended before by being cancelled or by time. */
export type Ticket = z.infer<typeof TICKET>;
export type TicketState = Ticket["state"];
export type TicketOf<State extends TicketState> = Extract<Ticket, { state: State }>;

export type CancelReason = TicketOf<"cancelled">["why"];

export type LiveTicket = TicketOf<"waiting" | "proposed" | "matched">;

export type Basis = Pick<Ticket, keyof typeof BASIS>;

/** What was asked of a ticket leads nowhere from its state. */
export class TransitionError extends Error {
  override readonly name = "TransitionError";

  constructor(ticket: Ticket, to: string) {
    super(`A ticket that is ${ticket.state} cannot become ${to}.`);
  }
}

/** A ticket with the text that it is stored as: a change of it is made only while that is still so. */
export interface StoredTicket {
  readonly ticket: Ticket;
  readonly text: string;
}

export function parseTicket(text: string | null | undefined): StoredTicket | null {
  const ticket = parseStored(TICKET, text);
  return ticket === null || text === null || text === undefined ? null : { ticket, text };
}

/** Whether its player has to wait for its end before they get another. A seat that nobody came for in time holds nobody up. */
export function isLive(ticket: Ticket, now: number): ticket is LiveTicket {
  return ticket.state === "waiting" || ticket.state === "proposed" || (ticket.state === "matched" && now < ticket.until);
}

export function open(basis: Basis): TicketOf<"waiting"> {
  return { ...basis, state: "waiting" };
}

export function propose(ticket: Ticket, made: { match: string; region: string; proposedAt: number }): TicketOf<"proposed"> {
  if (ticket.state !== "waiting") throw new TransitionError(ticket, "proposed");
  return { ...basisOf(ticket), ...made, state: "proposed" };
}

export function seatsGiven(ticket: Ticket, given: Pick<TicketOf<"matched">, "room" | "ranked" | "seats" | "until">): TicketOf<"matched"> {
  if (ticket.state !== "proposed") throw new TransitionError(ticket, "matched");
  const { match, region } = ticket;
  return { ...basisOf(ticket), match, region, ...given, came: [], state: "matched" };
}

/** One of its players has taken their seat; with the last of them the ticket is seated. */
export function seatTaken(ticket: Ticket, player: string): TicketOf<"matched" | "seated"> {
  if (ticket.state !== "matched" || !(player in ticket.seats)) throw new TransitionError(ticket, "seated");
  const came = [...new Set([...ticket.came, player])];
  return came.length < ticket.players.length ? { ...ticket, came } : { ...basisOf(ticket), ...roomOf(ticket), came, state: "seated" };
}

/** The time for taking the seats is over: who came plays, and if nobody did the ticket is lost. */
export function seatsOver(ticket: Ticket, now: number): TicketOf<"seated" | "expired"> {
  if (ticket.state !== "matched" || now < ticket.until) throw new TransitionError(ticket, "expired");
  if (ticket.came.length > 0) return { ...basisOf(ticket), ...roomOf(ticket), came: ticket.came, state: "seated" };
  return { ...basisOf(ticket), state: "expired", why: "seat not taken" };
}

/** Nobody has asked for it for too long: whoever it was has gone. */
export function abandon(ticket: Ticket): TicketOf<"expired"> {
  if (ticket.state !== "waiting") throw new TransitionError(ticket, "expired");
  return { ...basisOf(ticket), state: "expired", why: "unattended" };
}

/** `next`: the ticket that takes its place in the queue, where one does. */
export function cancel(ticket: Ticket, why: CancelReason, next: string | null = null): TicketOf<"cancelled"> {
  if (ticket.state === "seated" || ticket.state === "cancelled" || ticket.state === "expired") throw new TransitionError(ticket, "cancelled");
  return { ...basisOf(ticket), state: "cancelled", why, next };
}

function basisOf({ id, mode, players, party, since }: Ticket): Basis {
  return { id, mode, players, party, since };
}

function roomOf({ match, region, ranked, room }: TicketOf<"matched">): Pick<TicketOf<"matched">, "match" | "region" | "ranked" | "room"> {
  return { match, region, ranked, room };
}
