import type { ModeData } from "../../shared/content/modes.ts";
import type { Match } from "../match/match.ts";
import type { Metrics } from "../operations/metrics/metrics.ts";
import type { MatchResult } from "../storage/results.ts";
import type { GuardLog } from "./guard/guarded-room.ts";
import type { ConnectionRates } from "./guard/limits.ts";
import type { PlayerSeats } from "./player-seats.ts";
import type { SizeOptions } from "./room-size.ts";

/** What all rooms of matches of a process are made with. */
export interface RoomOptions extends SizeOptions {
  /** Bodies that bots fill an arena up to; null for the map's own number. */
  bots: number | null;
  /** That one client is sent at most; Infinity: all that there is to say, however slow its line. */
  bytesPerSecond: number;
  /** Directory that round logs are written to; null for none. */
  replayDir: string | null;
  log: GuardLog;
  playerSeats: PlayerSeats;
  metrics: Pick<Metrics, "connections" | "matches">;
  rates: ConnectionRates;
  /** s that a player may do nothing; 0: for ever. */
  idleSeconds: number;
  /** In place of what the mode says; their logs cannot be replayed. */
  rules?: Partial<Pick<ModeData, "roundMs" | "podiumMs" | "killsToWin">>;
  /** ms that a shot may look back at most; 0 switches the compensation of latency off. */
  viewAgeMax?: number;
  /** Fixes every match's random stream; left out, each match takes its own. */
  seed?: number;
  /** Monotonic ms. */
  now?: () => number;
  /** What the process gives up because it has too much to do, a `LoadStep`; left out, it is measured. */
  load?: () => number;
  /** When the process ends (ms of `now`): rooms take nobody in and begin no round; null while it serves. Left out, it always does. */
  closesAt?: () => number | null;
  /** Whether an operator has muted the player: nobody is passed on what they call. */
  isMuted?: (player: string) => boolean;
  /** A player has come to a match that was arranged. */
  seatTaken?: (match: string, player: string) => void;
  /** How a round ended for the people in it. */
  roundDecided?: (result: Omit<MatchResult, "region">) => void;
  /** Runs each tick, by calling `tick` once: for who measures a match from outside. */
  around?: (roomId: string, match: Match, tick: () => void) => void;
}
