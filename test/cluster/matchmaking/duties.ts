import { CURVES, type TicketMode } from "../../../server/matchmaking/curve.ts";
import { Matchmaker, type MatchmakerLog } from "../../../server/matchmaking/matchmaker.ts";
import { Opener, type OpenMatch } from "../../../server/matchmaking/opener.ts";
import type { TicketStore } from "../../../server/matchmaking/ticket-store.ts";
import type { MatchmakingTimes } from "../../../server/matchmaking/times.ts";

export interface DutiesOptions {
  store: TicketStore;
  openMatch: OpenMatch;
  mode?: TicketMode;
  holder?: string;
  region?: string;
  places?: () => number;
  log?: MatchmakerLog;
  times?: Partial<MatchmakingTimes>;
}

/** What one process of a region does for a mode, step by step. */
export class Duties {
  readonly matchmaker: Matchmaker;
  readonly opener: Opener;

  constructor({
    store,
    openMatch,
    mode = "duel",
    holder = "first",
    region = "here",
    places = () => 20,
    log = { info: () => undefined, warn: () => undefined },
    times = {},
  }: DutiesOptions) {
    this.matchmaker = new Matchmaker({ store, holder, mode, curve: CURVES[mode], log, times });
    this.opener = new Opener({ store, holder, mode, region, places, openMatch, log, times });
  }

  /** Makes matches and opens their rooms, in regions that have been heard of. */
  async cycle(): Promise<void> {
    await this.matchmaker.cycle();
    await this.opener.cycle();
  }

  /** The first cycle of a process, which is heard of by it, and another. */
  async start(): Promise<void> {
    await this.opener.cycle();
    await this.cycle();
  }
}
