import { matchMaker } from "@colyseus/core";
import { LoadStep } from "../shared/protocol/load.ts";
import type { Online } from "../shared/protocol/lobby.ts";
import type { Cluster } from "./cluster/cluster.ts";
import type { ProcessRecord } from "./cluster/process-record.ts";
import type { Config } from "./config.ts";
import type { Occupancy } from "./http/capacity.ts";
import type { Dependency } from "./http/internal.ts";
import type { Readiness } from "./http/readiness.ts";
import type { Drain } from "./operations/drain.ts";
import type { Database } from "./storage/database.ts";

export interface OwnProcessOptions {
  config: Pick<Config, "region" | "publicAddress" | "maxPlayers">;
  limits: { readonly maxRooms: number };
  drain: Drain;
  database: Database;
  tickets: { readonly isConnected: boolean };
  /** Null where this process is the only one. */
  cluster: () => Cluster | null;
  /** Whether the process ends, and not only drains. */
  isClosing: () => boolean;
  /** A `LoadStep`. */
  load: () => number;
}

/** This process at the moment: whom it takes in, how full it is, whether all that it needs is there. */
export class OwnProcess {
  /** Rooms that are no matches. */
  lobbies = 0;
  readonly #options: OwnProcessOptions;

  constructor(options: OwnProcessOptions) {
    this.#options = options;
  }

  get takesIn(): boolean {
    return !this.#options.isClosing() && this.#options.drain.closesAt === null;
  }

  get isOverloaded(): boolean {
    return this.#options.load() >= LoadStep.NO_JOINS;
  }

  /** Matches that could be opened here now. */
  get ownPlaces(): number {
    return this.isOverloaded ? 0 : Math.max(0, this.#options.limits.maxRooms - this.#matches);
  }

  get readiness(): Readiness {
    const cluster = this.#options.cluster();
    if (!this.takesIn) return "ending";
    return cluster === null || cluster.isConnected ? "ready" : "cut off";
  }

  /** What the other processes are told. */
  get record(): Omit<ProcessRecord, "headroom" | "protocol"> {
    const { region, publicAddress } = this.#options.config;
    return {
      address: publicAddress ?? "",
      region,
      state: this.takesIn ? "serving" : "draining",
      players: matchMaker.stats.local.ccu,
      rooms: this.#matches,
      maxRooms: this.#options.limits.maxRooms,
      isOverloaded: this.isOverloaded,
    };
  }

  get occupancy(): Occupancy {
    const { limits, config, drain, cluster } = this.#options;
    return {
      players: matchMaker.stats.local.ccu,
      capacity: limits.maxRooms * config.maxPlayers,
      matches: this.#matches,
      state: drain.life.kind,
      service: { players: this.online.players, processes: cluster()?.records.size ?? 1 },
    };
  }

  /** In all processes. */
  get online(): Online {
    const records = [...(this.#options.cluster()?.records.values() ?? [this.record])];
    return { players: sum(records.map(({ players }) => players)), matches: sum(records.map(({ rooms }) => rooms)) };
  }

  /** `host[:port]` of every process; a page may open sockets to these, and is one of ours when it comes from there. */
  get hosts(): string[] {
    return [...new Set([...(this.#options.cluster()?.records.values() ?? [])].flatMap(({ address }) => address.split("/", 1)))];
  }

  /** Each is asked at that moment; what does not answer is not well. */
  async dependencies(): Promise<Dependency[]> {
    const { database, tickets, drain, isClosing } = this.#options;
    const cluster = this.#options.cluster();
    const answers = await database.kysely
      .selectNoFrom((build) => build.val(1).as("one"))
      .execute()
      .then(
        () => true,
        () => false,
      );
    return [
      { name: "database", isWell: answers, detail: answers ? database.kind : `${database.kind} does not answer` },
      ...(cluster === null ? [] : [{ name: "registry", isWell: cluster.isConnected, detail: cluster.isConnected ? "Redis answers" : "Redis does not answer" }]),
      { name: "tickets", isWell: tickets.isConnected, detail: tickets.isConnected ? "answers" : "Redis does not answer" },
      { name: "drain", isWell: this.takesIn, detail: isClosing() ? "closing" : drain.life.kind },
    ];
  }

  get #matches(): number {
    return matchMaker.stats.local.roomCount - this.lobbies;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
