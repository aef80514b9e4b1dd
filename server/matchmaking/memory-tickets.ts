import type { Change, CommitResult, TicketStore } from "./ticket-store.ts";

interface Held {
  holder: string;
  token: number;
  until: number;
}

/** Tickets of a single process, kept in it. `now`: ms since the epoch on a clock that never jumps. */
export class MemoryTickets implements TicketStore {
  readonly #now: () => number;
  readonly #texts = new Map<string, { text: string; until: number }>();
  readonly #indexes = new Map<string, Map<string, number>>();
  readonly #leases = new Map<string, Held>();
  #sweptAt = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async read(keys: readonly string[]): Promise<{ now: number; values: (string | null)[] }> {
    return { now: this.#now(), values: keys.map((key) => this.#textOf(key)) };
  }

  async list(index: string, upTo = Number.POSITIVE_INFINITY): Promise<string[]> {
    const members = Array.from(this.#indexes.get(index) ?? []).filter(([, score]) => score <= upTo);
    return members.sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1)).map(([member]) => member);
  }

  async commit({ fence, expect = {}, write = {}, remove = [], enter = [], strike = [] }: Change): Promise<CommitResult> {
    if (fence !== undefined && this.#leases.get(fence.lease)?.token !== fence.token) return "fenced";
    for (const [key, text] of Object.entries(expect)) if (this.#textOf(key) !== text) return "conflict";
    const now = this.#now();
    for (const [key, { text, lifetime }] of Object.entries(write)) this.#texts.set(key, { text, until: now + lifetime });
    for (const key of remove) this.#texts.delete(key);
    for (const { index, member } of strike) this.#indexes.get(index)?.delete(member);
    for (const { index, member, score } of enter) this.#indexNamed(index).set(member, score);
    this.#sweep(now);
    return "done";
  }

  async hold(lease: string, holder: string, ms: number): Promise<number | null> {
    const now = this.#now();
    const held = this.#leases.get(lease);
    if (held !== undefined && held.holder !== holder && now < held.until) return null;
    const token = held?.holder === holder && now < held.until ? held.token : Math.max(now, (held?.token ?? 0) + 1);
    this.#leases.set(lease, { holder, token, until: now + ms });
    return token;
  }

  async release(lease: string, holder: string): Promise<void> {
    const held = this.#leases.get(lease);
    if (held?.holder === holder) held.until = 0;
  }

  #textOf(key: string): string | null {
    const kept = this.#texts.get(key);
    return kept === undefined || kept.until <= this.#now() ? null : kept.text;
  }

  #indexNamed(index: string): Map<string, number> {
    let members = this.#indexes.get(index);
    if (members === undefined) {
      members = new Map();
      this.#indexes.set(index, members);
    }
    return members;
  }

  /** What has outlived its time is let go, once a second at most. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < 1000) return;
    this.#sweptAt = now;
    for (const [key, { until }] of this.#texts) if (until <= now) this.#texts.delete(key);
  }
}
