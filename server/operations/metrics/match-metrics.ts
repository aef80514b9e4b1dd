import { Counter, Gauge, type Registry } from "prom-client";
import { MODES } from "../../../shared/content/modes.ts";
import type { InputCounts } from "../../match/inputs.ts";
import { TICK_PHASES, type TickPhase } from "../../match/phase-times.ts";
import type { TickCounts } from "../../match/scheduler.ts";
import { QuickCounter } from "./quick-counter.ts";
import { QuickHistogram } from "./quick-histogram.ts";

/** One running match, at the moment when it is asked. */
export interface MatchState {
  readonly mode: string;
  /** Who plays, bots apart. */
  readonly people: number;
  readonly bots: number;
  /** Who watches. */
  readonly spectators: number;
  /** Ticks per second that were to be. */
  readonly tickRate: number;
  /** Ticks per second that there were; 0 before the second tick. */
  readonly achievedRate: () => number;
  readonly waitingSeats: number;
  readonly keptSeats: number;
}

/** s: a duel's tick takes a quarter of a ms, half a period of a large room is 25 ms. */
const TICK_TIMES = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];

/** s: timers are exact to a ms; from half a period on ticks are felt to be late. */
const LATENESS = [0.001, 0.002, 0.003, 0.005, 0.01, 0.0125, 0.025, 0.05, 0.1, 0.5, 1];

/** Frames of players: applied in their tick; made up since none came; thrown away since they came too late; applied as a second one of a tick. */
const INPUTS = ["applied", "invented", "late", "extra"] as const;

const MODE_NAMES = Object.keys(MODES);

interface Sources {
  /** Of the process, from its beginning. */
  ticks: () => TickCounts;
  /** A `LoadStep`. */
  load: () => number;
}

/** Matches, their ticks and the input of their players. */
export class MatchMetrics {
  readonly inputs: InputCounts = { applied: 0, held: 0, invented: 0, late: 0, extra: 0 };
  readonly #durations: QuickHistogram<TickPhase | "all">;
  readonly #lateness: QuickHistogram;
  readonly #seats: QuickCounter<"given" | "taken" | "expired" | "refused">;
  readonly #matches = new Set<() => MatchState>();

  constructor(registry: Registry, { ticks, load }: Sources) {
    const registers = [registry];
    const matches = this.#matches;
    const { inputs } = this;
    const perMode = (name: string, help: string, of: (state: MatchState) => number): void => {
      new Gauge({
        name,
        help,
        labelNames: ["mode"],
        registers,
        collect() {
          for (const mode of MODE_NAMES) this.set({ mode }, 0);
          for (const match of matches) {
            const state = match();
            this.inc({ mode: state.mode }, of(state));
          }
        },
      });
    };
    perMode("strafe_matches", "Matches that run", () => 1);
    perMode("strafe_players", "People in matches, who only watch and bots apart; kept seats included", ({ people }) => people);
    perMode("strafe_bots", "Bots in matches", ({ bots }) => bots);
    perMode("strafe_spectators", "People who watch a match", ({ spectators }) => spectators);
    const seats = (name: string, help: string, of: (state: MatchState) => number): void => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          let sum = 0;
          for (const match of matches) sum += of(match());
          this.set(sum);
        },
      });
    };
    seats("strafe_seats_waiting", "Seats that were given and whose sockets have not come", ({ waitingSeats }) => waitingSeats);
    seats("strafe_seats_kept", "Seats that are kept for lost connections", ({ keptSeats }) => keptSeats);
    new Gauge({
      name: "strafe_tick_rate_ratio",
      help: "Ticks that there were of those that were to be, over the last 400: of the match that has fewest; 1 without matches",
      registers,
      collect() {
        let least = 1;
        for (const match of matches) {
          const { achievedRate, tickRate } = match();
          const achieved = achievedRate();
          if (achieved > 0) least = Math.min(least, achieved / tickRate);
        }
        this.set(least);
      },
    });
    this.#durations = new QuickHistogram({
      registry,
      name: "strafe_tick_duration_seconds",
      help: "Time that a tick took, in all and by phase",
      buckets: TICK_TIMES,
      label: { name: "phase", values: [...TICK_PHASES, "all"] },
    });
    this.#lateness = new QuickHistogram({
      registry,
      name: "strafe_tick_lateness_seconds",
      help: "Time from when a tick was due to its beginning",
      buckets: LATENESS,
    });
    const counted = (name: string, help: string, of: () => number): void => {
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset();
          this.inc(of());
        },
      });
    };
    counted("strafe_ticks_total", "Ticks of all matches", () => ticks().ticks);
    counted("strafe_ticks_late_total", "Ticks that began later than half their period", () => ticks().late);
    counted("strafe_ticks_dropped_total", "Ticks that never happened, for the process was held up", () => ticks().skipped);
    counted("strafe_input_starved_ticks_total", "Ticks that a body waited for the frame of its player", () => inputs.held);
    new Counter({
      name: "strafe_input_frames_total",
      help: "Frames of players: applied in their tick, invented because none came (a correction on the screen of that player), late and thrown away, extra ones that worked a backlog off",
      labelNames: ["fate"],
      registers,
      collect() {
        this.reset();
        for (const fate of INPUTS) this.inc({ fate }, inputs[fate]);
      },
    });
    new Gauge({
      name: "strafe_overload_step",
      help: "What the process gives up: 0 nothing, 1 bots, 2 the rate of what is far away, 3 everybody's rate, 4 new players",
      registers,
      collect() {
        this.set(load());
      },
    });
    this.#seats = new QuickCounter({
      registry,
      name: "strafe_seats_total",
      help: "Seats in matches: given by the door, taken by a socket, expired before one came, refused",
      label: "fate",
      values: ["given", "taken", "expired", "refused"],
    });
  }

  /** ms */
  phaseTook(phase: TickPhase | "all", took: number): void {
    this.#durations.add(phase, took / 1000);
  }

  /** ms */
  tickBegan(lateness: number): void {
    this.#lateness.add("", lateness / 1000);
  }

  seat(fate: "given" | "taken" | "expired" | "refused"): void {
    this.#seats.add(fate);
  }

  /** Asked for whenever somebody looks; returns how to be forgotten. */
  watch(match: () => MatchState): () => void {
    this.#matches.add(match);
    return () => void this.#matches.delete(match);
  }

  /** All matches of the process. */
  states(): MatchState[] {
    return [...this.#matches].map((match) => match());
  }
}
