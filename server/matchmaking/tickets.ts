import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Pings } from "../../shared/protocol/matchmaking.ts";
import type { TicketMode } from "./curve.ts";
import { askedIndex, onceKey, partyKey, playerKey, queueIndex, seatsIndex, TICKET_LIFETIME, ticketKey, waitsKey } from "./keys.ts";
import { type Party, type PartyMember, parseParty } from "./party.ts";
import { NEW_RATING, type Rating } from "./ratings.ts";
import { readRegions } from "./regions.ts";
import { parseStored } from "./stored.ts";
import { type Basis, cancel, isLive, type LiveTicket, open, parseTicket, type StoredTicket, seatTaken, type Ticket, type TicketOf } from "./ticket.ts";
import { type Change, StoreError, type TicketStore } from "./ticket-store.ts";

export interface Wish {
  readonly mode: TicketMode;
  /** Who asks, with what they bring. */
  readonly player: PartyMember;
  /** Code of the party that they lead; null: alone. */
  readonly party: string | null;
  readonly idempotencyKey: string | null;
}

export type Opened =
  | { kind: "opened"; ticket: Ticket }
  /** The same wish was made before. */
  | { kind: "known"; ticket: Ticket }
  /** One of its players, the asker or another, has a live ticket. */
  | { kind: "has a ticket"; player: string; ticket: string }
  | { kind: "no such party" }
  | { kind: "not the leader" }
  | { kind: "party too large"; most: number };

/** A ticket as it was at `now`, on the store's clock. */
export interface Found extends StoredTicket {
  readonly now: number;
}

export interface Prospects {
  /** ms that others have waited lately for a match of this mode in the region that is best for the ticket. */
  readonly waits: readonly number[];
  /** No region has room for another match at present. */
  readonly isFull: boolean;
}

const WAITS = z.array(z.number());

/** Players of each side, by mode. */
export const SIDES: Readonly<Record<TicketMode, number>> = { duel: 1, squads: 4 };

/** Tries of a change that others are ahead of: each means that somebody else got something done. */
const TRIES = 8;

/** ms. The same key stands for the same ticket for so long: as long as anybody tries again. */
const ONCE_LIFETIME = TICKET_LIFETIME;

/** 96 random bits as 16 characters: nobody guesses one. */
export function newId(): string {
  return randomBytes(12).toString("base64url");
}

/** What players may do with their tickets. Every decision is one commit of the store. */
export class Tickets {
  readonly #store: TicketStore;
  readonly #ratingsOf: (players: readonly string[], mode: TicketMode) => Promise<ReadonlyMap<string, Rating>>;

  readonly #cancelled: (mode: TicketMode) => void;

  /** `ratingsOf`: of those players that have one. `cancelled`: told of every ticket that a player has ended. */
  constructor(
    store: TicketStore,
    ratingsOf: (players: readonly string[], mode: TicketMode) => Promise<ReadonlyMap<string, Rating>>,
    cancelled: (mode: TicketMode) => void = () => undefined,
  ) {
    this.#store = store;
    this.#ratingsOf = ratingsOf;
    this.#cancelled = cancelled;
  }

  /** @throws StoreError; tried again with the same key it makes no second ticket */
  async open(wish: Wish): Promise<Opened> {
    return attempt(async () => {
      const once = wish.idempotencyKey === null ? null : onceKey(wish.player.id, wish.idempotencyKey);
      const known = await this.#known(once);
      if (known !== null) return { kind: "known", ticket: known };
      const { party, text } = await this.#partyOf(wish);
      if (wish.party !== null && party === null) return { kind: "no such party" };
      if (party !== null && party.members[0]?.id !== wish.player.id) return { kind: "not the leader" };
      const members = (party?.members ?? [wish.player]).map((member) => (member.id === wish.player.id ? wish.player : member));
      if (members.length > SIDES[wish.mode]) return { kind: "party too large", most: SIDES[wish.mode] };
      const held = await this.#ticketsOf(members.map(({ id }) => id));
      const live = held.find(({ ticket }) => ticket !== null);
      if (live?.ticket) return { kind: "has a ticket", player: live.player, ticket: live.ticket.id };
      const { now } = await this.#store.read([]);
      const ticket = open(await this.#basisOf(wish, members, now));
      const expect: Record<string, string | null> = Object.fromEntries(held.map(({ player, text: held }) => [playerKey(player), held]));
      if (once !== null) expect[once] = null;
      if (wish.party !== null) expect[partyKey(wish.party)] = text;
      const change = entering(ticket, now);
      const write = once === null ? change.write : { ...change.write, [once]: { text: ticket.id, lifetime: ONCE_LIFETIME } };
      const done = await this.#store.commit({ ...change, write, expect });
      return done === "done" ? { kind: "opened", ticket } : null;
    });
  }

  /** The ticket, if this player is on it. */
  async find(id: string, player: string): Promise<Found | null> {
    const { now, values } = await this.#store.read([ticketKey(id)]);
    const stored = parseTicket(values[0]);
    return stored?.ticket.players.some((other) => other.id === player) ? { ...stored, now } : null;
  }

  /** The newest ticket of a player, whatever has become of it; null when there is none or it is forgotten. */
  async newestOf(player: string): Promise<StoredTicket | null> {
    const { values } = await this.#store.read([playerKey(player)]);
    return this.#named(values[0]);
  }

  /** Somebody still wants it: a waiting ticket that nobody asks for expires. */
  async keepAlive({ ticket, text, now }: Found): Promise<void> {
    if (ticket.state !== "waiting") return;
    await this.#store.commit({ expect: { [ticketKey(ticket.id)]: text }, enter: [{ index: askedIndex(ticket.mode), member: ticket.id, score: now }] });
  }

  /** A store that has lost everything gets back a ticket that was waiting when it was last seen. */
  async restore({ ticket }: Found): Promise<void> {
    if (ticket.state !== "waiting") return;
    const { now } = await this.#store.read([]);
    const keys = [ticketKey(ticket.id), ...ticket.players.map(({ id }) => playerKey(id))];
    await this.#store.commit({ ...entering(ticket, now), expect: Object.fromEntries(keys.map((key) => [key, null])) });
  }

  /** Ends a player's ticket at their wish, in any state in which it is live. Returns what it is then; null: they have no such ticket. */
  async cancel(id: string, player: string): Promise<Ticket | null> {
    return this.#end(id, player, "asked");
  }

  /** A party that has changed is not the one that queued: its ticket ends while it waits. What is found already is played. */
  async partyChanged(code: string, players: readonly string[]): Promise<void> {
    for (const player of players) {
      const ticket = (await this.newestOf(player))?.ticket;
      if (ticket?.state === "waiting" && ticket.party === code) await this.#end(ticket.id, player, "party changed");
    }
  }

  /** A player sits in the room of a match. */
  async seatTaken(match: string, player: string): Promise<void> {
    await attempt(async () => {
      const { ticket, text } = (await this.newestOf(player)) ?? { ticket: null, text: null };
      if (ticket?.state !== "matched" || ticket.match !== match) return "late";
      const taken = seatTaken(ticket, player);
      const key = ticketKey(ticket.id);
      const strike = taken.state === "seated" ? leaving(ticket) : [];
      const done = await this.#store.commit({ expect: { [key]: text }, write: { [key]: kept(taken) }, strike });
      return done === "done" ? "taken" : null;
    });
  }

  /** Tickets of a mode that wait, everybody's. */
  async countWaiting(mode: TicketMode): Promise<number> {
    return (await this.#store.list(queueIndex(mode))).length;
  }

  /** What a waiting ticket may expect. */
  async prospects({ mode, players }: Ticket): Promise<Prospects> {
    const regions = await readRegions(this.#store, mode);
    const free = regions.filter((region) => region.kind === "alive" && region.places > 0);
    const isFull = regions.length > 0 && free.length === 0;
    const region = bestOf(
      players.map(({ pings }) => pings),
      (isFull ? regions : free).map(({ name }) => name),
    );
    if (region === undefined) return { waits: [], isFull };
    const { values } = await this.#store.read([waitsKey(mode, region)]);
    return { waits: parseWaits(values[0]), isFull };
  }

  async #end(id: string, player: string, why: "asked" | "party changed"): Promise<Ticket | null> {
    const { ended } = await attempt(async () => {
      const found = await this.find(id, player);
      if (found === null) return { ended: null };
      const { ticket, text, now } = found;
      if (!isLive(ticket, now)) return { ended: ticket };
      const ended = cancel(ticket, why);
      const key = ticketKey(id);
      const done = await this.#store.commit({ expect: { [key]: text }, write: { [key]: kept(ended) }, strike: leaving(ticket) });
      if (done === "done") this.#cancelled(ticket.mode);
      return done === "done" ? { ended } : null;
    });
    return ended;
  }

  async #known(once: string | null): Promise<Ticket | null> {
    if (once === null) return null;
    const { values } = await this.#store.read([once]);
    return (await this.#named(values[0]))?.ticket ?? null;
  }

  async #named(id: string | null | undefined): Promise<StoredTicket | null> {
    return id === null || id === undefined ? null : parseTicket((await this.#store.read([ticketKey(id)])).values[0]);
  }

  async #partyOf({ party }: Wish): Promise<{ party: Party | null; text: string | null }> {
    if (party === null) return { party: null, text: null };
    const text = (await this.#store.read([partyKey(party)])).values[0] ?? null;
    return { party: parseParty(text), text };
  }

  /** What each player's entry says, with the ticket that it names if that is live. */
  async #ticketsOf(players: readonly string[]): Promise<{ player: string; text: string | null; ticket: LiveTicket | null }[]> {
    const entries = (await this.#store.read(players.map(playerKey))).values;
    const { now, values } = await this.#store.read(entries.map((id) => ticketKey(id ?? "")));
    return players.map((player, index) => {
      const ticket = parseTicket(values[index])?.ticket;
      return { player, text: entries[index] ?? null, ticket: ticket !== undefined && isLive(ticket, now) ? ticket : null };
    });
  }

  async #basisOf({ mode, party }: Wish, members: readonly PartyMember[], now: number): Promise<Basis> {
    const ratings = await this.#ratingsOf(
      members.map(({ id }) => id),
      mode,
    );
    const players = members.map((member) => {
      const rating = ratings.get(member.id) ?? NEW_RATING;
      return { ...member, rating: { mu: rating.mu, sigma: rating.sigma } };
    });
    return { id: newId(), mode, players, party, since: now };
  }
}

/** Does again what others were ahead of (null). @throws StoreError when they always are */
export async function attempt<T>(once: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    const done = await once();
    if (done !== null) return done;
  }
  throw new StoreError("Others changed the same thing again and again.");
}

export function kept(ticket: Ticket): { text: string; lifetime: number } {
  return { text: JSON.stringify(ticket), lifetime: TICKET_LIFETIME };
}

/** What it takes for a ticket to wait. */
export function entering(ticket: TicketOf<"waiting">, now: number) {
  const { id, mode, players, since } = ticket;
  const newest = players.map((player) => [playerKey(player.id), { text: id, lifetime: TICKET_LIFETIME }] as const);
  return {
    write: { [ticketKey(id)]: kept(ticket), ...Object.fromEntries(newest) },
    enter: [
      { index: queueIndex(mode), member: id, score: since },
      { index: askedIndex(mode), member: id, score: now },
    ],
  } satisfies Change;
}

/** The indexes that a ticket stands in while it is in this state. */
export function leaving(ticket: LiveTicket): { index: string; member: string }[] {
  const { id, mode } = ticket;
  if (ticket.state === "matched") return [{ index: seatsIndex(mode), member: id }];
  if (ticket.state === "proposed") return [];
  return [queueIndex(mode), askedIndex(mode)].map((index) => ({ index, member: id }));
}

export function parseWaits(text: string | null | undefined): number[] {
  return parseStored(WAITS, text) ?? [];
}

/** The region whose worst ping is least; the first one when nothing is known. */
function bestOf(pings: readonly Pings[], regions: readonly string[]): string | undefined {
  const worst = (region: string): number => Math.max(...pings.map((measured) => measured[region] ?? Number.MAX_SAFE_INTEGER));
  return regions.toSorted((a, b) => worst(a) - worst(b))[0];
}
