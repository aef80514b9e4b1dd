import { CURVES, type Curve, type TicketMode } from "./curve.ts";
import { Matchmaker, type MatchmakerLog, type MatchmakerNews } from "./matchmaker.ts";
import { Opener, type OpenMatch } from "./opener.ts";
import { Parties } from "./parties.ts";
import type { Rating } from "./ratings.ts";
import type { TicketStore } from "./ticket-store.ts";
import { newId, Tickets } from "./tickets.ts";
import { MATCHMAKING_TIMES, type MatchmakingTimes } from "./times.ts";
import { Watch, type WatchTimes } from "./watch.ts";

export interface MatchmakingOptions {
  readonly store: TicketStore;
  /** Of this process. */
  readonly region: string;
  /** Rooms that could be opened in the region now. */
  readonly places: () => number;
  readonly ratingsOf: (players: readonly string[], mode: TicketMode) => Promise<ReadonlyMap<string, Rating>>;
  readonly openMatch: OpenMatch;
  /** False: this process leaves it to others to make matches. */
  readonly takesIn: () => boolean;
  readonly log: MatchmakerLog;
  /** Left out: nobody counts. */
  readonly news?: MatchmakerNews & { cancelled(mode: TicketMode): void };
  /** In place of CURVES. */
  readonly curves?: Readonly<Record<TicketMode, Curve>>;
  /** Shorter in tests. */
  readonly times?: Partial<MatchmakingTimes & WatchTimes>;
}

/** What is to be done for a mode again and again, by one process at a time. */
type Duty = Pick<Matchmaker, "cycle" | "release">;

/** All of matchmaking in one process, wired: what players ask for, and for each mode who makes the matches and who opens their rooms. */
export class Matchmaking {
  readonly tickets: Tickets;
  readonly parties: Parties;
  readonly watch: Watch;
  readonly curves: Readonly<Record<TicketMode, Curve>>;
  readonly #options: MatchmakingOptions;
  /** In the order in which they are done: whose match is made has its room opened at once. */
  readonly #duties: readonly (readonly Duty[])[];
  readonly #stopped = Promise.withResolvers<void>();
  #isStopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: MatchmakingOptions) {
    const { store, region, places, ratingsOf, openMatch, log, news, times = {}, curves = CURVES } = options;
    this.#options = options;
    this.curves = curves;
    const tickets = new Tickets(store, ratingsOf, (mode) => news?.cancelled(mode));
    this.tickets = tickets;
    this.parties = new Parties(store, (code, players) => tickets.partyChanged(code, players));
    this.watch = new Watch(store, tickets, times);
    const holder = newId();
    const modes = Object.keys(CURVES).filter((mode): mode is TicketMode => mode in CURVES);
    this.#duties = modes.map((mode) => [
      new Matchmaker({ store, holder, mode, curve: curves[mode], log, ...(news === undefined ? {} : { news }), times }),
      new Opener({ store, holder, mode, region, places, openMatch, log, times }),
    ]);
  }

  /** Tickets that wait, by mode, everybody's. @throws StoreError */
  async waiting(): Promise<Record<string, number>> {
    const modes = Object.keys(this.curves) as TicketMode[];
    return Object.fromEntries(await Promise.all(modes.map(async (mode) => [mode, await this.tickets.countWaiting(mode)] as const)));
  }

  start(): void {
    this.#running = Promise.all(this.#duties.map((duties) => this.#run(duties)));
  }

  /** Gives the leases up, so that another process goes on at once. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopped.resolve();
    this.watch.close();
    await this.#running;
  }

  /** A player has come to an arranged match: news that nobody waits for, tried again for as long as their seat would have been kept. */
  seatTaken(match: string, player: string): void {
    void this.#note(match, player, performance.now() + (this.#options.times?.seats ?? MATCHMAKING_TIMES.seats));
  }

  async #note(match: string, player: string, deadline: number): Promise<void> {
    for (;;) {
      try {
        return await this.tickets.seatTaken(match, player);
      } catch (error) {
        if (this.#isStopped || performance.now() > deadline) return this.#options.log.warn({ err: error, match, player }, "seat not noted");
        await this.#pause(this.#options.times?.period ?? MATCHMAKING_TIMES.period);
      }
    }
  }

  async #run(duties: readonly Duty[]): Promise<void> {
    const { takesIn, log, times = {} } = this.#options;
    const failing = new Set<Duty>();
    while (!this.#isStopped) {
      for (const duty of duties) {
        try {
          if (takesIn()) await duty.cycle();
          else await duty.release();
          failing.delete(duty);
        } catch (error) {
          // One line for an outage.
          if (!failing.has(duty)) log.warn({ err: error }, "matchmaking failed; it goes on trying");
          failing.add(duty);
        }
      }
      await this.#pause(times.period ?? MATCHMAKING_TIMES.period);
    }
    // Away: the leases run out.
    for (const duty of duties) await duty.release().catch(() => undefined);
  }

  async #pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([over, this.#stopped.promise]);
    clearTimeout(timer);
  }
}
