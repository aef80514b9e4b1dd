import type { Seat } from "../../shared/protocol/play.ts";
import type { Curve, TicketMode } from "./curve.ts";
import { remember } from "./estimate.ts";
import { askedIndex, leaseOf, matchKey, proposedIndex, queueIndex, seatsIndex, TICKET_LIFETIME, ticketKey, waitsKey } from "./keys.ts";
import { MATCH_PLAN, type MatchPlan, type PlannedPlace, ticketsOf } from "./match-plan.ts";
import { match, type Proposal } from "./matcher.ts";
import { parseStored } from "./stored.ts";
import { abandon, cancel, open, parseTicket, propose, type StoredTicket, seatsGiven, seatsOver, type Ticket, type TicketOf } from "./ticket.ts";
import type { Change, CommitResult, TicketStore } from "./ticket-store.ts";
import { entering, kept, leaving, newId, parseWaits, SIDES } from "./tickets.ts";

export interface MatchmakerOptions {
  readonly store: TicketStore;
  /** Unlike that of any other process. */
  readonly holder: string;
  readonly mode: TicketMode;
  readonly curve: Curve;
  /** Whose matches this one makes. */
  readonly region: string;
  /** Where matches can be played at present, this region among them; the same order everywhere. */
  readonly regions: () => Promise<readonly string[]>;
  /**
   * A room for exactly these players, and their seats by player. May be asked again for the same match, by another process too: then it is
   * the same room. Throws when there is none to be had now.
   */
  readonly openMatch: (plan: MatchPlan) => Promise<ReadonlyMap<string, Seat>>;
  readonly log: MatchmakerLog;
  readonly times?: Partial<MatchmakerTimes>;
}

export interface MatchmakerLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface MatchmakerTimes {
  /** ms that the lease is held from the beginning of a cycle: what a stalled matcher keeps the others waiting. */
  lease: number;
  /** ms after which a waiting ticket that nobody asks for expires. A client asks every 20 s. */
  unattended: number;
  /** ms that seats are kept: as the room keeps them. */
  seats: number;
  /** ms for which the opening of a room is tried. */
  opening: number;
}

export const MATCHMAKER_TIMES: MatchmakerTimes = { lease: 5_000, unattended: 30_000, seats: 8_000, opening: 20_000 };

/** Somebody else has taken over: whatever this one was about to do is theirs. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Rooms that are opened side by side: each takes a few ms of some process, and much more of one that does not answer. */
const OPENED_AT_ONCE = 8;

/** Keys that are asked for in one command, so that Redis has others served in between. */
const KEYS_AT_ONCE = 500;

/**
 * Makes the matches of one mode in one region. Of all processes that run one of these, the one that holds the lease does; every write carries
 * the token of the lease, so that one that was overtaken while it stood still can do nothing. All it knows is in the store: wherever it is
 * killed, the next one goes on from there.
 */
export class Matchmaker {
  readonly #options: MatchmakerOptions;
  readonly #times: MatchmakerTimes;
  /** Waiting tickets do not change: each is read once. */
  #waiting = new Map<string, StoredTicket>();

  constructor(options: MatchmakerOptions) {
    this.#options = options;
    this.#times = { ...MATCHMAKER_TIMES, ...options.times };
  }

  /** One round: ends what is over, makes matches, opens rooms. Does nothing while another one holds the lease. @throws StoreError */
  async cycle(): Promise<void> {
    const { store, holder } = this.#options;
    const token = await store.hold(this.#lease, holder, this.#times.lease);
    if (token === null) return this.#waiting.clear();
    try {
      await this.#endSeats(token);
      await this.#endUnattended(token);
      await this.#propose(token);
      await this.#openAll(token);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      this.#options.log.warn({ lease: this.#lease }, "another matchmaker has taken over");
    }
  }

  /** Lets another one take over at once. @throws StoreError */
  async release(): Promise<void> {
    await this.#options.store.release(this.#lease, this.#options.holder);
  }

  get #lease(): string {
    return leaseOf(this.#options.mode, this.#options.region);
  }

  async #endSeats(token: number): Promise<void> {
    const { store, mode, region } = this.#options;
    const index = seatsIndex(mode, region);
    const { now } = await store.read([]);
    for (const id of await store.list(index, now)) {
      const stored = await this.#ticket(id);
      if (stored?.ticket.state === "matched") await this.#replace(token, stored, seatsOver(stored.ticket, now));
      else await this.#commit(token, { strike: [{ index, member: id }] });
    }
  }

  async #endUnattended(token: number): Promise<void> {
    const { store, mode } = this.#options;
    const index = askedIndex(mode);
    const { now } = await store.read([]);
    for (const id of await store.list(index, now - this.#times.unattended)) {
      const stored = await this.#ticket(id);
      if (stored?.ticket.state === "waiting") await this.#replace(token, stored, abandon(stored.ticket));
      else await this.#commit(token, { strike: [{ index, member: id }] });
    }
  }

  async #propose(token: number): Promise<void> {
    const { mode, curve, region, regions, log } = this.#options;
    const { waiting, now } = await this.#readWaiting(token);
    const { proposals, faults } = match(waiting, now, curve, { side: SIDES[mode] }, await regions());
    for (const { id, why } of faults) {
      log.warn({ ticket: id, why }, "ticket cannot be matched");
      const stored = this.#waiting.get(id);
      if (stored !== undefined) await this.#replace(token, stored, cancel(stored.ticket, "faulty"));
    }
    for (const proposal of proposals) if (proposal.region === region) await this.#keep(token, proposal, now);
  }

  /** All that wait, each read once. What is no ticket at all is put out of the queue, so that it is met once. */
  async #readWaiting(token: number): Promise<{ waiting: Ticket[]; now: number }> {
    const { store, mode, log } = this.#options;
    const ids = await store.list(queueIndex(mode));
    const known = this.#waiting;
    this.#waiting = new Map();
    const unknown = ids.filter((id) => !known.has(id));
    for (let from = 0; from < unknown.length; from += KEYS_AT_ONCE) {
      const some = unknown.slice(from, from + KEYS_AT_ONCE);
      const { values } = await store.read(some.map(ticketKey));
      for (const [place, id] of some.entries()) {
        const stored = parseTicket(values[place]);
        if (stored?.ticket.state === "waiting") known.set(id, stored);
        else {
          if (stored === null) log.warn({ ticket: id }, "what waits is no ticket");
          await this.#commit(token, {
            expect: { [ticketKey(id)]: values[place] ?? null },
            strike: [queueIndex(mode), askedIndex(mode)].map((index) => ({ index, member: id })),
          });
        }
      }
    }
    const waiting: Ticket[] = [];
    for (const id of ids) {
      const stored = known.get(id);
      if (stored === undefined) continue;
      this.#waiting.set(id, stored);
      waiting.push(stored.ticket);
    }
    return { waiting, now: (await store.read([])).now };
  }

  /** A conflict means that somebody has just left: the others are matched in the next cycle. */
  async #keep(token: number, proposal: Proposal, now: number): Promise<void> {
    const { mode, region } = this.#options;
    const plan = this.#plan(proposal, now);
    const tickets = ticketsOf(plan).flatMap((id) => this.#waiting.get(id) ?? []);
    const done = await this.#commit(token, {
      expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
      write: {
        [matchKey(plan.id)]: { text: JSON.stringify(plan), lifetime: TICKET_LIFETIME },
        ...Object.fromEntries(tickets.map(({ ticket }) => [ticketKey(ticket.id), kept(propose(ticket, { match: plan.id, region, proposedAt: now }))])),
      },
      enter: [{ index: proposedIndex(mode, region), member: plan.id, score: now }],
      strike: tickets.flatMap(({ ticket }) => (ticket.state === "waiting" ? leaving(ticket) : [])),
    });
    if (done === "conflict") for (const { ticket } of tickets) this.#waiting.delete(ticket.id);
  }

  #plan({ entries, sides: [first, second], bots }: Proposal, now: number): MatchPlan {
    const { mode, region } = this.#options;
    const places = new Map<string, PlannedPlace>();
    for (const entry of entries) {
      for (const { id, wish } of this.#waiting.get(entry.id)?.ticket.players ?? []) {
        places.set(id, { player: id, ticket: entry.id, session: newId(), wish });
      }
    }
    const of = (players: readonly string[]): PlannedPlace[] => players.flatMap((player) => places.get(player) ?? []);
    return { id: newId(), mode, region, proposedAt: now, ranked: bots === 0, sides: [of(first), of(second)] };
  }

  /** As many as half the lease has time for; the others in the next cycle. */
  async #openAll(token: number): Promise<void> {
    const { store, mode, region } = this.#options;
    const ids = await store.list(proposedIndex(mode, region));
    const began = (await store.read([])).now;
    for (let from = 0; from < ids.length; from += OPENED_AT_ONCE) {
      await Promise.all(ids.slice(from, from + OPENED_AT_ONCE).map((id) => this.#open(token, id)));
      if ((await store.read([])).now - began > this.#times.lease / 2) return;
    }
  }

  async #open(token: number, id: string): Promise<void> {
    const { store, mode, region, openMatch, log } = this.#options;
    const { now, values } = await store.read([matchKey(id)]);
    const plan = parseStored(MATCH_PLAN, values[0]);
    const struck = { index: proposedIndex(mode, region), member: id };
    if (plan === null) return void (await this.#commit(token, { strike: [struck] }));
    let seats: ReadonlyMap<string, Seat>;
    try {
      seats = await openMatch(plan);
    } catch (error) {
      log.warn({ err: error, match: id }, "no room for a match");
      if (now - plan.proposedAt > this.#times.opening) await this.#queueAgain(token, plan);
      return;
    }
    const tickets = await this.#proposed(plan);
    const room = [...seats.values()][0]?.roomId ?? id;
    const until = now + this.#times.seats;
    const given = tickets.map(({ ticket }) => {
      const own = ticket.players.flatMap((player) => (seats.has(player.id) ? [[player.id, seats.get(player.id)] as const] : []));
      return seatsGiven(ticket, { room, ranked: plan.ranked, seats: Object.fromEntries(own) as Record<string, Seat>, until });
    });
    // Those that are opened side by side may overwrite one another's: an estimate does not mind.
    const waits = parseWaits((await store.read([waitsKey(mode, region)])).values[0]);
    const newer = plan.ranked ? tickets.reduce((all, { ticket }) => remember(all, plan.proposedAt - ticket.since), waits) : waits;
    await this.#commit(token, {
      expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
      write: {
        ...Object.fromEntries(given.map((ticket) => [ticketKey(ticket.id), kept(ticket)])),
        [waitsKey(mode, region)]: { text: JSON.stringify(newer), lifetime: TICKET_LIFETIME },
      },
      enter: given.map(({ id: member }) => ({ index: seatsIndex(mode, region), member, score: until })),
      strike: [struck],
      remove: [matchKey(id)],
    });
  }

  /** No room is to be had: each ticket ends, and a new one takes its old place in the queue. */
  async #queueAgain(token: number, plan: MatchPlan): Promise<void> {
    const { mode, region, store } = this.#options;
    const { now } = await store.read([]);
    const tickets = await this.#proposed(plan);
    const again = tickets.map(({ ticket: { id: _id, ...basis } }) =>
      open({ id: newId(), mode: basis.mode, players: basis.players, party: basis.party, since: basis.since }),
    );
    const changes = again.map((ticket) => entering(ticket, now));
    await this.#commit(token, {
      expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
      write: Object.assign(
        Object.fromEntries(tickets.map(({ ticket }, index) => [ticketKey(ticket.id), kept(cancel(ticket, "no room", again[index]?.id ?? null))])),
        ...changes.map(({ write }) => write),
      ),
      enter: changes.flatMap(({ enter }) => enter),
      strike: [{ index: proposedIndex(mode, region), member: plan.id }],
      remove: [matchKey(plan.id)],
    });
  }

  /** Those tickets of a match that nobody has cancelled. */
  async #proposed(plan: MatchPlan): Promise<(StoredTicket & { ticket: TicketOf<"proposed"> })[]> {
    const { values } = await this.#options.store.read(ticketsOf(plan).map(ticketKey));
    return values.flatMap((text) => {
      const stored = parseTicket(text);
      return stored?.ticket.state === "proposed" && stored.ticket.match === plan.id ? [{ ticket: stored.ticket, text: stored.text }] : [];
    });
  }

  async #ticket(id: string): Promise<StoredTicket | null> {
    return parseTicket((await this.#options.store.read([ticketKey(id)])).values[0]);
  }

  /** A conflict means that it has changed meanwhile: it is looked at again in the next cycle. */
  async #replace(token: number, { ticket, text }: StoredTicket, next: Ticket): Promise<void> {
    const strike = ticket.state === "waiting" || ticket.state === "matched" ? leaving(ticket) : [];
    await this.#commit(token, { expect: { [ticketKey(ticket.id)]: text }, write: { [ticketKey(ticket.id)]: kept(next) }, strike });
  }

  async #commit(token: number, change: Change): Promise<CommitResult> {
    const done = await this.#options.store.commit({ ...change, fence: { lease: this.#lease, token } });
    if (done === "fenced") throw new Overtaken();
    return done;
  }
}
