import type { Seat } from "../../shared/protocol/play.ts";
import type { TicketMode } from "./curve.ts";
import { remember } from "./estimate.ts";
import { matchKey, openerLease, proposedIndex, seatsIndex, TICKET_LIFETIME, ticketKey, waitsKey } from "./keys.ts";
import { LeasedStore, Overtaken } from "./leased-store.ts";
import { MATCH_PLAN, type MatchPlan } from "./match-plan.ts";
import type { MatchmakerLog } from "./matchmaker.ts";
import { announcing } from "./regions.ts";
import { parseStored } from "./stored.ts";
import { proposedOf, takingBack } from "./taking-back.ts";
import { seatsGiven } from "./ticket.ts";
import type { TicketStore } from "./ticket-store.ts";
import { kept, parseWaits } from "./tickets.ts";
import { MATCHMAKING_TIMES, type MatchmakingTimes } from "./times.ts";

/**
 * A room for exactly these players, and their seats by player. May be asked again for the same match, by another process too: then it is
 * the same room. Throws when there is none to be had now.
 */
export type OpenMatch = (plan: MatchPlan) => Promise<ReadonlyMap<string, Seat>>;

export interface OpenerOptions {
  readonly store: TicketStore;
  /** Unlike that of any other process. */
  readonly holder: string;
  readonly mode: TicketMode;
  /** Whose rooms this one opens. */
  readonly region: string;
  /** Rooms that could be opened in the region now. */
  readonly places: () => number;
  readonly openMatch: OpenMatch;
  readonly log: MatchmakerLog;
  readonly times?: Partial<MatchmakingTimes>;
}

/** Rooms that are opened side by side: each takes a few ms of some process, and much more of one that does not answer. */
const OPENED_AT_ONCE = 8;

/** ms until the opening of a room is tried again: after the first failure, and at most. It doubles in between. */
const RETRY_FIRST = 500;
const RETRY_MOST = 8_000;

/** ms between two lines in the log on rooms that cannot be opened. */
const COMPLAINT_PERIOD = 60_000;

/** ms. Within this another process of the region takes over from one that ends properly, or the region has none left. */
const HANDED_OVER_WITHIN = 2_000;

interface Failure {
  readonly delay: number;
  /** ms on the store's clock. */
  readonly again: number;
}

/**
 * Opens the rooms of the matches of one mode in one region, and says that the region is there. Of all processes of the region the one that
 * holds the lease does. All that counts is in the store: wherever it is killed, the next one goes on from there.
 */
export class Opener {
  readonly #options: OpenerOptions;
  readonly #times: MatchmakingTimes;
  readonly #leased: LeasedStore;
  /** By match. */
  #failures = new Map<string, Failure>();
  #complaints = { count: 0, next: 0 };

  constructor(options: OpenerOptions) {
    this.#options = options;
    this.#times = { ...MATCHMAKING_TIMES, ...options.times };
    const { store, holder, mode, region } = options;
    this.#leased = new LeasedStore({ store, lease: openerLease(mode, region), holder, duration: this.#times.lease });
  }

  /** One round. Does nothing while another one holds the lease. @throws StoreError */
  async cycle(): Promise<void> {
    if (!(await this.#leased.hold())) return this.#failures.clear();
    try {
      await this.#openAll();
      // Afterwards: what was just opened is no place any more.
      await this.#announce(this.#options.places(), this.#times.silence);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      this.#options.log.warn({ region: this.#options.region }, "another process opens the rooms by now");
    }
  }

  /** Lets another one take over at once; where there is none, the region is known to be gone soon. @throws StoreError */
  async release(): Promise<void> {
    if (!this.#leased.isHeld) return;
    try {
      await this.#announce(0, HANDED_OVER_WITHIN);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
    await this.#leased.release();
  }

  async #announce(places: number, lifetime: number): Promise<void> {
    const { mode, region } = this.#options;
    await this.#leased.commit(announcing(mode, region, places, lifetime));
  }

  /** As many as half the lease has time for; the others in the next cycle. */
  async #openAll(): Promise<void> {
    const { store, mode, region } = this.#options;
    const ids = await store.list(proposedIndex(mode, region));
    if (ids.length === 0) return this.#failures.clear();
    const { now: began } = await store.read([]);
    this.#failures = new Map([...this.#failures].filter(([id]) => ids.includes(id)));
    const due = ids.filter((id) => began >= (this.#failures.get(id)?.again ?? 0));
    for (let from = 0; from < due.length; from += OPENED_AT_ONCE) {
      await Promise.all(due.slice(from, from + OPENED_AT_ONCE).map((id) => this.#open(id)));
      if ((await store.read([])).now - began > this.#times.lease / 2) return;
    }
  }

  async #open(id: string): Promise<void> {
    const { store, mode, region, openMatch } = this.#options;
    const { now, values } = await store.read([matchKey(id)]);
    const plan = parseStored(MATCH_PLAN, values[0]);
    if (plan === null) return void (await this.#leased.commit({ strike: [{ index: proposedIndex(mode, region), member: id }] }));
    let seats: ReadonlyMap<string, Seat>;
    try {
      seats = await openMatch(plan);
    } catch (error) {
      this.#failed(id, error, now);
      if (now - plan.proposedAt > this.#times.opening) await this.#leased.commit(await takingBack(store, plan));
      return;
    }
    await this.#giveSeats(plan, seats, now);
  }

  async #giveSeats(plan: MatchPlan, seats: ReadonlyMap<string, Seat>, now: number): Promise<void> {
    const { store, mode, region } = this.#options;
    const tickets = await proposedOf(store, plan);
    const room = [...seats.values()][0]?.roomId ?? plan.id;
    const until = now + this.#times.seats;
    const given = tickets.map(({ ticket }) => {
      const own = ticket.players.flatMap((player) => (seats.has(player.id) ? [[player.id, seats.get(player.id)] as const] : []));
      return seatsGiven(ticket, { room, ranked: plan.ranked, seats: Object.fromEntries(own) as Record<string, Seat>, until });
    });
    // Those that are opened side by side may overwrite one another's: an estimate does not mind.
    const waits = parseWaits((await store.read([waitsKey(mode, region)])).values[0]);
    const newer = plan.ranked ? tickets.reduce((all, { ticket }) => remember(all, plan.proposedAt - ticket.since), waits) : waits;
    await this.#leased.commit({
      expect: Object.fromEntries(tickets.map(({ ticket, text }) => [ticketKey(ticket.id), text])),
      write: {
        ...Object.fromEntries(given.map((ticket) => [ticketKey(ticket.id), kept(ticket)])),
        [waitsKey(mode, region)]: { text: JSON.stringify(newer), lifetime: TICKET_LIFETIME },
      },
      enter: given.map(({ id: member }) => ({ index: seatsIndex(mode), member, score: until })),
      strike: [{ index: proposedIndex(mode, region), member: plan.id }],
      remove: [matchKey(plan.id)],
    });
  }

  /** It is tried again later each time, and complained of once a minute however many there are. */
  #failed(id: string, error: unknown, now: number): void {
    const delay = Math.min(RETRY_MOST, 2 * (this.#failures.get(id)?.delay ?? RETRY_FIRST / 2));
    this.#failures.set(id, { delay, again: now + delay });
    this.#complaints.count += 1;
    if (now < this.#complaints.next) return;
    const { mode, region, log } = this.#options;
    log.warn({ err: error, mode, region, match: id, failures: this.#complaints.count }, "no room for a match");
    this.#complaints = { count: 0, next: now + COMPLAINT_PERIOD };
  }
}
