import { ticketKey } from "./keys.ts";
import type { StoredTicket, Ticket } from "./ticket.ts";
import type { Change, Fence, TicketStore } from "./ticket-store.ts";
import { kept, leaving } from "./tickets.ts";

/** Somebody else has taken over: whatever this one was about to do is theirs. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

export interface LeaseTerms {
  readonly store: TicketStore;
  readonly lease: string;
  /** Unlike that of any other process. */
  readonly holder: string;
  /** ms */
  readonly duration: number;
}

/** The store, for whoever of all processes holds a lease. */
export class LeasedStore {
  readonly #terms: LeaseTerms;
  #fence: Fence | null = null;

  constructor(terms: LeaseTerms) {
    this.#terms = terms;
  }

  /** Was it held when it was last asked for? */
  get isHeld(): boolean {
    return this.#fence !== null;
  }

  /** False while another one holds it. @throws StoreError */
  async hold(): Promise<boolean> {
    const { store, lease, holder, duration } = this.#terms;
    const token = await store.hold(lease, holder, duration);
    this.#fence = token === null ? null : { lease, token };
    return token !== null;
  }

  /** Lets another one take over at once. @throws StoreError */
  async release(): Promise<void> {
    const { store, lease, holder } = this.#terms;
    await store.release(lease, holder);
    this.#fence = null;
  }

  /** @throws {Overtaken} when somebody else has held the lease since; StoreError */
  async commit(change: Change): Promise<"done" | "conflict"> {
    if (this.#fence === null) throw new Overtaken();
    const done = await this.#terms.store.commit({ ...change, fence: this.#fence });
    if (done === "fenced") throw new Overtaken();
    return done;
  }

  /** A conflict means that it has changed meanwhile: it is looked at again in the next cycle. */
  async replace({ ticket, text }: StoredTicket, next: Ticket): Promise<void> {
    const strike = ticket.state === "waiting" || ticket.state === "matched" ? leaving(ticket) : [];
    await this.commit({ expect: { [ticketKey(ticket.id)]: text }, write: { [ticketKey(ticket.id)]: kept(next) }, strike });
  }
}
