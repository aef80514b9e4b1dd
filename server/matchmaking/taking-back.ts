import { matchKey, proposedIndex, ticketKey } from "./keys.ts";
import { type MatchPlan, ticketsOf } from "./match-plan.ts";
import { cancel, open, parseTicket, type StoredTicket, type TicketOf } from "./ticket.ts";
import type { Change, TicketStore } from "./ticket-store.ts";
import { entering, kept, newId } from "./tickets.ts";

/** No room is to be had for a match: each of its tickets ends, and a new one takes its old place in the queue. @throws StoreError */
export async function takingBack(store: TicketStore, plan: MatchPlan): Promise<Change> {
  const { now } = await store.read([]);
  const tickets = await proposedOf(store, plan);
  const again = tickets.map(({ ticket: { mode, players, party, since } }) => open({ id: newId(), mode, players, party, since }));
  const changes = again.map((ticket) => entering(ticket, now));
  return {
    expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
    write: Object.assign(
      Object.fromEntries(tickets.map(({ ticket }, index) => [ticketKey(ticket.id), kept(cancel(ticket, "no room", again[index]?.id ?? null))])),
      ...changes.map(({ write }) => write),
    ),
    enter: changes.flatMap(({ enter }) => enter),
    strike: [{ index: proposedIndex(plan.mode, plan.region), member: plan.id }],
    remove: [matchKey(plan.id)],
  };
}

/** Those tickets of a match that nobody has cancelled. @throws StoreError */
export async function proposedOf(store: TicketStore, plan: MatchPlan): Promise<(StoredTicket & { ticket: TicketOf<"proposed"> })[]> {
  const { values } = await store.read(ticketsOf(plan).map(ticketKey));
  return values.flatMap((text) => {
    const stored = parseTicket(text);
    return stored?.ticket.state === "proposed" && stored.ticket.match === plan.id ? [{ ticket: stored.ticket, text: stored.text }] : [];
  });
}
