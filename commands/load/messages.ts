import type { ModeName } from "../../shared/content/modes.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import type { Picture } from "./decoding-player.ts";

/** What the tool's processes tell one another. Whoever starts a process passes its task as JSON on its command line. */

/** Clients of one worker process. */
export type WorkerTask =
  | {
      kind: "light" | "decoding";
      origin: string;
      mode: ModeName;
      /** Of the whole run: it decides on the map that is recorded. */
      players: number;
      count: number;
      /** Number of the first of them in the run. */
      first: number;
      /** At which frames are sent. */
      tickRate: TickRate;
    }
  | { kind: "idle"; origin: string; count: number };

/** To a worker. Each is answered by one `WorkerAnswer` of the same kind. */
export type WorkerRequest = { kind: "join" } | { kind: "measure" } | { kind: "figures" } | { kind: "leave" };

export type WorkerAnswer =
  | { kind: "ready" }
  | { kind: "join"; verified: number; rooms: string[]; faults: string[] }
  | { kind: "measure" }
  | { kind: "figures"; figures: WorkerFigures }
  | { kind: "leave"; left: number };

/** Unasked, once a second: what decoding clients showed. */
export interface PicturesTaken {
  kind: "pictures";
  pictures: Picture[];
}

/** Since `measure`. */
export interface WorkerFigures {
  /** Connected and playing at this moment. */
  connected: number;
  /** Bytes of WebSocket payload, of all its clients. */
  bytesIn: number;
  bytesOut: number;
  /** ms from a call's sending to its arrival at another client of this worker. */
  delivery: number[];
  /** ms: 99 of 100 turns of this process's event loop came no later than this. */
  loopDelay: number;
  corrections: { drift: number; impulse: number; invented: number };
  /** Units: the largest difference of an own body that nothing explains. */
  driftPeak: number;
}

/** To the server's process. */
export type ServerRequest =
  | { kind: "measure" }
  | { kind: "figures" }
  | { kind: "collect" }
  | { kind: "positions"; roomId: string; from: number; to: number }
  | { kind: "stop" };

export type ServerAnswer =
  | { kind: "listening"; port: number }
  | { kind: "measure" }
  | { kind: "collect" }
  | { kind: "figures"; figures: ServerFigures }
  | { kind: "positions"; ticks: PositionsAt[] };

/** Where all bodies of a room were after a tick: of each its id, x and y (1/256 unit). */
export interface PositionsAt {
  readonly tick: number;
  readonly bodies: Int32Array;
}

/** Since `measure`. */
export interface ServerFigures {
  seconds: number;
  cpuSeconds: number;
  rooms: number;
  /** Of the matches; 0 when there is none. */
  tickRate: number;
  ticks: number;
  /** Ticks that players had, all together. */
  playerTicks: number;
  players: number;
  /** ms of whole ticks. */
  tick: { p50: number; p99: number; worst: number };
  /** ms per tick, as the matches measure them. */
  phases: Record<string, number>;
  /** Ticks per second of the match that had fewest. */
  achievedRate: number;
  /** ms by which ticks began after their time. */
  lateness: { p99: number; worst: number };
  dropped: number;
  /** The highest step of the overload ladder that a match was on, a `LoadStep`. */
  load: number;
  /** MB. */
  rss: number;
  heapUsed: number;
  heapGrowth: number;
  /** kB per tick. */
  allocated: number;
  gcMsPerSecond: number;
}
