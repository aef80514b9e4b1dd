import type { Curve, TicketMode } from "./curve.ts";
import { askedIndex, matcherLease, matchKey, proposedIndex, queueIndex, seatsIndex, TICKET_LIFETIME, ticketKey } from "./keys.ts";
import { LeasedStore, Overtaken } from "./leased-store.ts";
import { MATCH_PLAN, type MatchPlan, type PlannedPlace, ticketsOf } from "./match-plan.ts";
import { match, type Proposal } from "./matcher.ts";
import { forgetting, type Region, readRegions } from "./regions.ts";
import { parseStored } from "./stored.ts";
import { takingBack } from "./taking-back.ts";
import { abandon, cancel, parseTicket, propose, type StoredTicket, seatsOver, type Ticket, type TicketOf } from "./ticket.ts";
import type { TicketStore } from "./ticket-store.ts";
import { kept, leaving, newId, SIDES } from "./tickets.ts";
import { MATCHMAKING_TIMES, type MatchmakingTimes } from "./times.ts";

export interface MatchmakerOptions {
  readonly store: TicketStore;
  /** Unlike that of any other process. */
  readonly holder: string;
  readonly mode: TicketMode;
  readonly curve: Curve;
  readonly log: MatchmakerLog;
  /** Left out: nobody counts. */
  readonly news?: MatchmakerNews;
  readonly times?: Partial<MatchmakingTimes>;
}

/** What becomes of tickets, for who counts it. */
export interface MatchmakerNews {
  /** A match was made of tickets that have waited so long, ms. `difference`: of the two sides' mean ratings; null where bots play along. */
  made(mode: TicketMode, waits: readonly number[], difference: number | null): void;
  expired(mode: TicketMode): void;
}

export interface MatchmakerLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

/** Keys that are asked for in one command, so that Redis has others served in between. */
const KEYS_AT_ONCE = 500;

/**
 * Makes the matches of one mode, in whatever region is best for those who meet; the rooms are opened there, see `Opener`. Of all processes
 * of all regions the one that holds the lease does; every write carries the token of the lease, so that one that was overtaken while it stood
 * still can do nothing. All it knows is in the store: wherever it is killed, the next one goes on from there.
 */
export class Matchmaker {
  readonly #options: MatchmakerOptions;
  readonly #times: MatchmakingTimes;
  readonly #leased: LeasedStore;
  /** Waiting tickets do not change: each is read once. */
  #waiting = new Map<string, StoredTicket>();

  constructor(options: MatchmakerOptions) {
    this.#options = options;
    this.#times = { ...MATCHMAKING_TIMES, ...options.times };
    const { store, holder, mode } = options;
    this.#leased = new LeasedStore({ store, lease: matcherLease(mode), holder, duration: this.#times.lease });
  }

  /** One round: ends what is over, makes matches. Does nothing while another one holds the lease. @throws StoreError */
  async cycle(): Promise<void> {
    if (!(await this.#leased.hold())) return this.#waiting.clear();
    const { store, mode, log } = this.#options;
    try {
      await this.#endSeats();
      await this.#endUnattended();
      const regions = await readRegions(store, mode);
      for (const region of regions) if (region.kind === "silent") await this.#giveUp(region.name);
      await this.#propose(regions);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      log.warn({ mode }, "another matchmaker has taken over");
    }
  }

  /** Lets another one take over at once. @throws StoreError */
  async release(): Promise<void> {
    if (this.#leased.isHeld) await this.#leased.release();
  }

  async #endSeats(): Promise<void> {
    const { store, mode } = this.#options;
    const index = seatsIndex(mode);
    const { now } = await store.read([]);
    for (const id of await store.list(index, now)) {
      const stored = await this.#ticket(id);
      if (stored?.ticket.state === "matched") {
        const over = seatsOver(stored.ticket, now);
        await this.#leased.replace(stored, over);
        if (over.state === "expired") this.#expired(over);
      } else await this.#leased.commit({ strike: [{ index, member: id }] });
    }
  }

  async #endUnattended(): Promise<void> {
    const { store, mode } = this.#options;
    const index = askedIndex(mode);
    const { now } = await store.read([]);
    for (const id of await store.list(index, now - this.#times.unattended)) {
      const stored = await this.#ticket(id);
      if (stored?.ticket.state === "waiting") {
        const over = abandon(stored.ticket);
        await this.#leased.replace(stored, over);
        this.#expired(over);
      } else await this.#leased.commit({ strike: [{ index, member: id }] });
    }
  }

  #expired({ id, players, why }: TicketOf<"expired">): void {
    const { mode, news, log } = this.#options;
    log.info({ ticket: id, players: players.map((player) => player.id), mode, why }, "ticket expired");
    news?.expired(mode);
  }

  /** Nobody is left in a region to open the rooms of what was proposed there. */
  async #giveUp(region: string): Promise<void> {
    const { store, mode, log } = this.#options;
    const index = proposedIndex(mode, region);
    const ids = await store.list(index);
    for (const id of ids) {
      const plan = parseStored(MATCH_PLAN, (await store.read([matchKey(id)])).values[0]);
      await this.#leased.commit(plan === null ? { strike: [{ index, member: id }] } : await takingBack(store, plan));
    }
    if (ids.length > 0) log.warn({ mode, region, matches: ids.length }, "a region is gone; who was to play there queues again");
    await this.#leased.commit(forgetting(mode, region));
  }

  async #propose(regions: readonly Region[]): Promise<void> {
    const { mode, curve, log } = this.#options;
    const { waiting, now } = await this.#readWaiting();
    const places = await this.#placesOf(regions);
    const full = new Set([...places].flatMap(([name, count]) => (count > 0 ? [] : [name])));
    const { proposals, faults } = match(waiting, now, curve, { side: SIDES[mode] }, [...places.keys()], full);
    for (const { id, why } of faults) {
      log.warn({ ticket: id, why }, "ticket cannot be matched");
      const stored = this.#waiting.get(id);
      if (stored !== undefined) await this.#leased.replace(stored, cancel(stored.ticket, "faulty"));
    }
    for (const proposal of proposals) {
      const left = places.get(proposal.region) ?? 0;
      // Who has waited longest comes first; the others go on waiting.
      if (left <= 0) continue;
      places.set(proposal.region, left - 1);
      await this.#keep(proposal, now);
    }
  }

  /** Rooms that can be opened in each region, those that are to be opened there already left out. */
  async #placesOf(regions: readonly Region[]): Promise<Map<string, number>> {
    const { store, mode } = this.#options;
    const places = new Map<string, number>();
    for (const region of regions) {
      if (region.kind === "alive") places.set(region.name, region.places - (await store.list(proposedIndex(mode, region.name))).length);
    }
    return places;
  }

  /** All that wait, each read once. What is no ticket at all is put out of the queue, so that it is met once. */
  async #readWaiting(): Promise<{ waiting: Ticket[]; now: number }> {
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
          await this.#leased.commit({
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
  async #keep(proposal: Proposal, now: number): Promise<void> {
    const { mode, news, log } = this.#options;
    const { region } = proposal;
    const plan = this.#plan(proposal, now);
    const tickets = ticketsOf(plan).flatMap((id) => this.#waiting.get(id) ?? []);
    const done = await this.#leased.commit({
      expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
      write: {
        [matchKey(plan.id)]: { text: JSON.stringify(plan), lifetime: TICKET_LIFETIME },
        ...Object.fromEntries(tickets.map(({ ticket }) => [ticketKey(ticket.id), kept(propose(ticket, { match: plan.id, region, proposedAt: now }))])),
      },
      enter: [{ index: proposedIndex(mode, region), member: plan.id, score: now }],
      strike: tickets.flatMap(({ ticket }) => (ticket.state === "waiting" ? leaving(ticket) : [])),
    });
    if (done === "done") {
      log.info({ room: plan.id, mode, region, ranked: plan.ranked, players: plan.sides.flat().map(({ player }) => player) }, "match made");
      news?.made(
        mode,
        proposal.entries.map(({ since }) => now - since),
        differenceOf(proposal),
      );
    } else for (const { ticket } of tickets) this.#waiting.delete(ticket.id);
  }

  #plan({ region, entries, sides: [first, second], bots }: Proposal, now: number): MatchPlan {
    const { mode } = this.#options;
    const places = new Map<string, PlannedPlace>();
    for (const entry of entries) {
      for (const { id, wish } of this.#waiting.get(entry.id)?.ticket.players ?? []) {
        places.set(id, { player: id, ticket: entry.id, session: newId(), wish });
      }
    }
    const of = (players: readonly string[]): PlannedPlace[] => players.flatMap((player) => places.get(player) ?? []);
    return { id: newId(), mode, region, proposedAt: now, ranked: bots === 0, sides: [of(first), of(second)] };
  }

  async #ticket(id: string): Promise<StoredTicket | null> {
    return parseTicket((await this.#options.store.read([ticketKey(id)])).values[0]);
  }
}

/** Of the means of both sides' ratings. */
function differenceOf({ entries, sides: [first, second], bots }: Proposal): number | null {
  if (bots > 0) return null;
  const ratings = new Map(entries.flatMap(({ players }) => players.map(({ id, rating }) => [id, rating.mu] as const)));
  const meanOf = (side: readonly string[]): number => side.reduce((sum, id) => sum + (ratings.get(id) ?? 0), 0) / side.length;
  return Math.abs(meanOf(first) - meanOf(second));
}
