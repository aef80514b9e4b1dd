import type { TicketAnswer } from "../../shared/protocol/matchmaking.ts";
import type { Seat } from "../../shared/protocol/play.ts";
import type { Clock } from "../game/net/clock.ts";
import { isOperators } from "../game/net/link-end.ts";
import { retryDelay } from "../game/net/retry.ts";
import { Observable } from "./observable.ts";
import { OddAnswer } from "./reading.ts";
import { ProblemRefusal } from "./requests.ts";
import type { TicketService, TicketWish } from "./ticket-service.ts";

/** ms without a word on the stream until it counts as broken. A server that is well says something more often. */
export const STREAM_SILENCE = 15_000;

/** ms of vain tries until the server counts as unreachable. By then it takes the ticket for abandoned. */
export const GIVE_UP = 30_000;

/** ms between two tries to open a ticket while an earlier one of this player, of a page just closed, is still ending. */
const EARLIER_PERIOD = 1000;
/** Such tries. */
const EARLIER_TRIES = 5;

/** Why there will be no match of this ticket. */
export type QueueEnd =
  /** The player thought better of it. */
  | "cancelled"
  | "party changed"
  /** The party is larger than a side of this mode. */
  | "party too large"
  /** The party is gone, or somebody else leads it. */
  | "not the leader"
  /** No server has room for another match. */
  | "no room"
  /** The server took it for gone, or has lost it. */
  | "gone"
  | "seat not taken"
  /** The match is played in another tab, or another ticket is waiting there. */
  | "elsewhere"
  | "unreachable"
  | "version"
  | "refused";

/** The modes that are played by ticket. */
export type TicketMode = TicketWish["mode"];

/** Where a wish for a match stands. */
export type QueueState =
  | { kind: "opening" }
  /** `since`: on the page's clock. `estimate`, `botsAfter`: ms of waiting in all. `full`: no server has room for another match. */
  | { kind: "waiting"; mode: TicketMode; players: number; since: number; estimate: number; full: boolean; botsAfter: number }
  /** There is a match, and its room is being opened. */
  | { kind: "proposed"; mode: TicketMode; region: string }
  | { kind: "found"; mode: TicketMode; region: string; ranked: boolean; seat: Seat }
  /** `words`: what an operator says of it, in place of our own. */
  | { kind: "over"; why: QueueEnd; words?: string };

export interface QueuePorts {
  service: TicketService;
  clock: Clock;
  /** 0..1 */
  random: () => number;
}

/**
 * One wish for a match, from the question to a seat or to why there is none. News come by the server's stream; when that breaks, by
 * asking again and again.
 */
export class Queue extends Observable<QueueState> {
  readonly #ports: QueuePorts;
  readonly #stop = new AbortController();
  #ticket: string | null = null;

  constructor(ports: QueuePorts) {
    super({ kind: "opening" });
    this.#ports = ports;
  }

  /** Opens a ticket and follows it. A queue does this, or `follow`, once. */
  async open(wish: TicketWish): Promise<void> {
    const opened = await this.#opened(wish);
    if (opened === null) return;
    // Cancelled while it was being opened: then nobody follows it.
    if (this.#isOver) return this.#drop(opened.id);
    await this.#follow(opened);
  }

  /** Follows a ticket that is there already: of a party whose leader has queued. */
  async follow(id: string): Promise<void> {
    this.#ticket = id;
    await this.#watch(id);
  }

  /** The player does not want it any more; also called when the page is closed. */
  cancel(): void {
    if (this.#isOver) return;
    this.#end("cancelled");
    if (this.#ticket !== null) void this.#drop(this.#ticket);
  }

  get #isOver(): boolean {
    return this.read().kind === "over";
  }

  #end(why: QueueEnd, words?: string): void {
    if (this.#isOver) return;
    this.set(words === undefined ? { kind: "over", why } : { kind: "over", why, words });
    this.#stop.abort();
  }

  /** Null when it came to nothing. */
  async #opened(wish: TicketWish): Promise<TicketAnswer | null> {
    const { service, clock } = this.#ports;
    const since = clock.now();
    let earlier = 0;
    for (let attempt = 1; !this.#isOver; attempt += 1) {
      try {
        return await service.open(wish);
      } catch (error) {
        if (isEarlierTicket(error) && earlier < EARLIER_TRIES) {
          earlier += 1;
          await this.#pause(EARLIER_PERIOD);
        } else if (!(await this.#mayTryAgain(error, attempt, since))) return null;
      }
    }
    return null;
  }

  async #watch(id: string): Promise<void> {
    const first = await this.#asked(id);
    if (first !== null) await this.#follow(first);
  }

  async #follow(first: TicketAnswer): Promise<void> {
    this.#ticket = first.id;
    if (this.#took(first)) await this.#streamed(first.id);
    while (this.#isWaiting) {
      const news = await this.#asked(this.#ticket);
      if (news === null) return;
      this.#took(news);
    }
  }

  get #isWaiting(): boolean {
    const { kind } = this.read();
    return kind !== "over" && kind !== "found";
  }

  /** As long as the stream lasts, and something is to be waited for. */
  async #streamed(id: string): Promise<void> {
    const { service, clock } = this.#ports;
    const broken = new AbortController();
    const abort = (): void => broken.abort();
    this.#stop.signal.addEventListener("abort", abort);
    let cancelTimer = clock.after(STREAM_SILENCE, abort);
    try {
      for await (const news of service.events(id, broken.signal)) {
        cancelTimer();
        cancelTimer = clock.after(STREAM_SILENCE, abort);
        if (!this.#took(news)) return;
      }
    } catch {
      // A stream that breaks, or that something in between does not let through: the same is asked for without one.
    } finally {
      cancelTimer();
      this.#stop.signal.removeEventListener("abort", abort);
    }
  }

  /** News of the ticket; null when there will be none. */
  async #asked(id: string | null): Promise<TicketAnswer | null> {
    if (id === null) return null;
    const { service, clock } = this.#ports;
    const since = clock.now();
    for (let attempt = 1; !this.#isOver; attempt += 1) {
      try {
        return await service.next(id, this.#stop.signal);
      } catch (error) {
        if (!(await this.#mayTryAgain(error, attempt, since))) return null;
      }
    }
    return null;
  }

  /** True after a while where it may go better next time; else this is the end. */
  async #mayTryAgain(error: unknown, attempt: number, since: number): Promise<boolean> {
    if (this.#isOver) return false;
    const { clock, random } = this.#ports;
    const why = endOf(error);
    if (error instanceof ProblemRefusal && isOperators(error.kind)) this.#end("refused", error.message);
    else if (why !== null) this.#end(why);
    else if (clock.now() - since >= GIVE_UP) this.#end("unreachable");
    else await this.#pause(Math.max(retryDelay(attempt, random), error instanceof ProblemRefusal ? (error.retryAfter ?? 0) : 0));
    return !this.#isOver;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#ports.clock.after(ms, resolve));
  }

  /** Whether more news of this very ticket are to be waited for. */
  #took(ticket: TicketAnswer): boolean {
    if (!this.#isWaiting) return false;
    switch (ticket.state) {
      case "waiting": {
        const { mode, players, waited, estimate, full, botsAfter } = ticket;
        this.set({ kind: "waiting", mode, players, since: this.#ports.clock.now() - waited, estimate: waited + estimate, full, botsAfter });
        return true;
      }
      case "proposed":
        this.set({ kind: "proposed", mode: ticket.mode, region: ticket.region });
        return true;
      case "matched": {
        const { mode, region, ranked, seat } = ticket;
        this.set({ kind: "found", mode, region, ranked, seat });
        return false;
      }
      case "seated":
        this.#end("elsewhere");
        return false;
      case "expired":
        this.#end(ticket.why === "unattended" ? "gone" : "seat not taken");
        return false;
      case "cancelled":
        // Another ticket has its place in the queue: that is the one to ask about.
        if (ticket.next !== null) this.#ticket = ticket.next;
        else this.#end(CANCELLED[ticket.why]);
        return false;
    }
  }

  async #drop(id: string): Promise<void> {
    // Without an answer it expires by itself: nobody asks for it any more.
    await this.#ports.service.cancel(id).catch(() => undefined);
  }
}

const CANCELLED = { asked: "cancelled", "party changed": "party changed", "no room": "no room", faulty: "refused" } as const satisfies Record<string, QueueEnd>;

const isEarlierTicket = (error: unknown): boolean => error instanceof ProblemRefusal && error.kind === "has-a-ticket";

/** Null: it may pass. */
function endOf(error: unknown): QueueEnd | null {
  if (error instanceof OddAnswer) return "version";
  if (!(error instanceof ProblemRefusal)) return null;
  switch (error.kind) {
    case "has-a-ticket":
      return "elsewhere";
    case "party-too-large":
      return "party too large";
    case "no-such-party":
    case "not-the-leader":
      return "not the leader";
  }
  switch (error.code) {
    case 404:
      return "gone";
    case 426:
      return "version";
    case 429:
      return null;
    default:
      return error.code >= 500 ? null : "refused";
  }
}
