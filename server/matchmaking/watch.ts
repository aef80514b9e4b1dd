import { ticketKey } from "./keys.ts";
import { parseTicket, type StoredTicket } from "./ticket.ts";
import type { TicketStore } from "./ticket-store.ts";
import type { Found, Tickets } from "./tickets.ts";

export interface WatchTimes {
  /** ms between two looks at all that is watched: what news come late by. */
  look: number;
  /** ms between two signs of life for a waiting ticket. */
  keepAlive: number;
}

export const WATCH_TIMES: WatchTimes = { look: 250, keepAlive: 5_000 };

interface Watched {
  readonly listeners: Set<(found: Found) => void>;
  last: Found;
  aliveAt: number;
}

/** Keys that are asked for in one command. */
const KEYS_AT_ONCE = 500;

/**
 * Tickets that somebody waits for at this process, looked at all together: so many cost one command, and no message can be lost on its way.
 * Who is watched is kept alive; what waited and is gone from a store that lost everything is put back.
 */
export class Watch {
  readonly #store: TicketStore;
  readonly #tickets: Tickets;
  readonly #times: WatchTimes;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(store: TicketStore, tickets: Tickets, times: Partial<WatchTimes> = {}) {
    this.#store = store;
    this.#tickets = tickets;
    this.#times = { ...WATCH_TIMES, ...times };
  }

  /** Calls `heard` whenever the ticket has changed, until the returned function is called. */
  follow(found: Found, heard: (found: Found) => void): () => void {
    const { id } = found.ticket;
    const watched = this.#watched.get(id) ?? { listeners: new Set(), last: found, aliveAt: 0 };
    this.#watched.set(id, watched);
    watched.listeners.add(heard);
    // Somebody else who watches it may have been told already.
    if (watched.last.text !== found.text) queueMicrotask(() => watched.listeners.has(heard) && heard(watched.last));
    this.#schedule();
    return () => {
      watched.listeners.delete(heard);
      if (watched.listeners.size === 0 && this.#watched.get(id) === watched) this.#watched.delete(id);
    };
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer !== null || this.#isClosed || this.#watched.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#look()
        // A store that does not answer is asked again; what is watched then changes later.
        .catch(() => undefined)
        .finally(() => {
          this.#timer = null;
          this.#schedule();
        });
    }, this.#times.look);
  }

  async #look(): Promise<void> {
    const ids = [...this.#watched.keys()];
    for (let from = 0; from < ids.length; from += KEYS_AT_ONCE) {
      const some = ids.slice(from, from + KEYS_AT_ONCE);
      const { now, values } = await this.#store.read(some.map(ticketKey));
      await Promise.all(some.map((id, place) => this.#hear(id, now, values[place] ?? null)));
    }
  }

  async #hear(id: string, now: number, text: string | null): Promise<void> {
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    const stored: StoredTicket | null = parseTicket(text);
    if (stored === null) return this.#tickets.restore(watched.last);
    const isNews = stored.text !== watched.last.text;
    watched.last = { ...stored, now };
    if (isNews) for (const heard of [...watched.listeners]) heard(watched.last);
    if (stored.ticket.state !== "waiting" || now - watched.aliveAt < this.#times.keepAlive) return;
    watched.aliveAt = now;
    await this.#tickets.keepAlive(watched.last);
  }
}
