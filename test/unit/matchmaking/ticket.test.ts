import { expect, test } from "vitest";
import { NEW_RATING } from "../../../server/matchmaking/ratings.ts";
import {
  abandon,
  cancel,
  isLive,
  open,
  parseTicket,
  propose,
  seatsGiven,
  seatsOver,
  seatTaken,
  type Ticket,
  type TicketState,
  TransitionError,
} from "../../../server/matchmaking/ticket.ts";

const player = (id: string) => ({ id, rating: { ...NEW_RATING }, pings: {}, wish: { protocol: 1 } });
const seat = { name: "duel", roomId: "room", sessionId: "s", processId: "p" };

const waiting = open({ id: "t", mode: "squads", players: [player("a"), player("b")], party: "ABCDEF", since: 0 });
const proposed = propose(waiting, { match: "m", region: "here", proposedAt: 1 });
const matched = seatsGiven(proposed, { room: "room", ranked: true, seats: { a: seat, b: seat }, until: 10 });
const seated = seatTaken(seatTaken(matched, "a"), "b");
const cancelled = cancel(waiting, "asked");
const expired = abandon(waiting);

/** Every step, and from which states it may be taken. */
const STEPS: Record<string, { step: (ticket: Ticket) => Ticket; from: TicketState[] }> = {
  propose: { step: (ticket) => propose(ticket, { match: "n", region: "here", proposedAt: 1 }), from: ["waiting"] },
  seatsGiven: { step: (ticket) => seatsGiven(ticket, { room: "room", ranked: true, seats: {}, until: 10 }), from: ["proposed"] },
  seatTaken: { step: (ticket) => seatTaken(ticket, "a"), from: ["matched"] },
  seatsOver: { step: (ticket) => seatsOver(ticket, 10), from: ["matched"] },
  abandon: { step: abandon, from: ["waiting"] },
  cancel: { step: (ticket) => cancel(ticket, "asked"), from: ["waiting", "proposed", "matched"] },
};

test.each(Object.keys(STEPS))("%s: nothing is skipped and nothing goes back", (name) => {
  const { step, from } = STEPS[name] ?? { step: abandon, from: [] };
  for (const ticket of [waiting, proposed, matched, seated, cancelled, expired]) {
    if (from.includes(ticket.state)) expect(() => step(ticket)).not.toThrow();
    else expect(() => step(ticket)).toThrow(TransitionError);
  }
});

test("a ticket is seated with the last of its players", () => {
  expect(seatTaken(matched, "a")).toMatchObject({ state: "matched", came: ["a"] });
  expect(seated).toMatchObject({ state: "seated", room: "room", came: ["a", "b"] });
  expect(() => seatTaken(matched, "stranger")).toThrow(TransitionError);
});

test("when the time for the seats is over, who came plays; if nobody did the ticket is lost", () => {
  expect(() => seatsOver(matched, 9)).toThrow(TransitionError);
  expect(seatsOver(matched, 10)).toMatchObject({ state: "expired", why: "seat not taken" });
  expect(seatsOver(seatTaken(matched, "a"), 10)).toMatchObject({ state: "seated", came: ["a"] });
});

test("a seat that nobody came for in time holds nobody up", () => {
  expect([waiting, proposed, matched].every((ticket) => isLive(ticket, 9))).toBe(true);
  expect(isLive(matched, 10)).toBe(false);
  expect([seated, cancelled, expired].some((ticket) => isLive(ticket, 0))).toBe(false);
});

test("what is stored is read again as it was; what is no ticket is none", () => {
  for (const ticket of [waiting, proposed, matched, seated, cancelled, expired]) expect(parseTicket(JSON.stringify(ticket))?.ticket).toEqual(ticket);
  for (const text of [null, "", "null", "{}", JSON.stringify({ ...waiting, players: [] })]) expect(parseTicket(text)).toBeNull();
});
