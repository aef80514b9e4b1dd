import type { Seat } from "../../shared/protocol/play.ts";
import { CURVES, type Curve, type TicketMode } from "./curve.ts";
import type { MatchPlan } from "./match-plan.ts";
import { Matchmaker, type MatchmakerTimes } from "./matchmaker.ts";
import { Parties } from "./parties.ts";
import type { Rating } from "./ratings.ts";
import type { TicketStore } from "./ticket-store.ts";
import { newId, Tickets } from "./tickets.ts";
import { Watch, type WatchTimes } from "./watch.ts";

export interface MatchmakingOptions {
  readonly store: TicketStore;
  /** Of this process. */
  readonly region: string;
  /** Where matches can be played at present. */
  readonly regions: () => Promise<readonly string[]>;
  readonly ratingsOf: (players: readonly string[], mode: TicketMode) => Promise<ReadonlyMap<string, Rating>>;
  readonly openMatch: (plan: MatchPlan) => Promise<ReadonlyMap<string, Seat>>;
  /** False: this process leaves it to others to make matches. */
  readonly takesIn: () => boolean;
  readonly log: { warn(fields: Record<string, unknown>, message: string): void };
  /** In place of CURVES. */
  readonly curves?: Readonly<Record<TicketMode, Curve>>;
  /** Shorter in tests. */
  readonly times?: Partial<MatchmakingTimes & MatchmakerTimes & WatchTimes>;
}

export interface MatchmakingTimes {
  /** ms between two cycles of a matchmaker. */
  period: number;
}

const PERIOD = 500;

/** All of matchmaking in one process, wired: what players ask for, and a matchmaker for each mode. */
export class Matchmaking {
  readonly tickets: Tickets;
  readonly parties: Parties;
  readonly watch: Watch;
  readonly regions: () => Promise<readonly string[]>;
  readonly curves: Readonly<Record<TicketMode, Curve>>;
  readonly #options: MatchmakingOptions;
  readonly #matchmakers: readonly Matchmaker[];
  readonly #stopped = Promise.withResolvers<void>();
  #isStopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: MatchmakingOptions) {
    const { store, region, regions, ratingsOf, openMatch, log, times = {}, curves = CURVES } = options;
    this.#options = options;
    this.regions = regions;
    this.curves = curves;
    const tickets = new Tickets(store, ratingsOf);
    this.tickets = tickets;
    this.parties = new Parties(store, (code, players) => tickets.partyChanged(code, players));
    this.watch = new Watch(store, tickets, times);
    const holder = newId();
    const modes = Object.keys(CURVES).filter((mode): mode is TicketMode => mode in CURVES);
    this.#matchmakers = modes.map((mode) => new Matchmaker({ store, holder, mode, curve: curves[mode], region, regions, openMatch, log, times }));
  }

  start(): void {
    this.#running = Promise.all(this.#matchmakers.map((matchmaker) => this.#run(matchmaker)));
  }

  /** Gives the leases up, so that another process goes on at once. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopped.resolve();
    this.watch.close();
    await this.#running;
  }

  /** A player has come to an arranged match: news that nobody waits for, so that it fails silently but for the log. */
  seatTaken(match: string, player: string): void {
    this.tickets.seatTaken(match, player).catch((error: unknown) => this.#options.log.warn({ err: error, match, player }, "seat not noted"));
  }

  async #run(matchmaker: Matchmaker): Promise<void> {
    const { takesIn, log, times = {} } = this.#options;
    let isFailing = false;
    while (!this.#isStopped) {
      try {
        if (takesIn()) await matchmaker.cycle();
        else await matchmaker.release();
        isFailing = false;
      } catch (error) {
        // One line for an outage.
        if (!isFailing) log.warn({ err: error }, "matchmaker failed; it goes on trying");
        isFailing = true;
      }
      await this.#pause(times.period ?? PERIOD);
    }
    await matchmaker.release().catch(() => undefined);
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
