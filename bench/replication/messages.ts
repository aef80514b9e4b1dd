import type { Deflation } from "./deflation.ts";
import type { Picture, Verdict } from "./picture.ts";
import type { StackName } from "./stacks.ts";

/** What the bench, its server and its clients tell one another over the channels between their processes. */

export interface ServerTask {
  stack: StackName;
  players: number;
  /** Of Strafe's stack; the others send as they are. */
  deflation: Deflation;
  /** Ticks until the code is compiled and every client has been told of what it sees. */
  warmTicks: number;
}

export interface ClientsTask extends ServerTask {
  port: number;
}

/** To both: what is counted from now on, and up to here. To the server: begin to tick. */
export type Order = { kind: "start" } | { kind: "open" } | { kind: "close" };

export interface ServerFigures {
  /** µs of CPU per player and tick: everything that the process did. */
  cpu: number;
  /** µs per player and tick of that, for the simulation and for finding out who sees what: the same code for all stacks. */
  shared: number;
  /** ms */
  tickP50: number;
  tickP99: number;
  /** ms per second. */
  gc: number;
  /** Ticks per second. */
  rate: number;
  /** Resident memory of the process at the end, MB. */
  rss: number;
}

export type FromServer =
  | { kind: "listening"; port: number }
  | { kind: "warm" }
  | { kind: "picture"; picture: Picture }
  | { kind: "figures"; figures: ServerFigures };

export interface ClientsFigures {
  /** Payload bytes per second and client: of those that only count. */
  bytes: number;
  /** The same as it came over the connection: compressed, with the heads of frames. */
  wireBytes: number;
  /** Messages per second and client. */
  messages: number;
  /** p99 of the delay of the process's own event loop, ms. */
  delayP99: number;
}

/** What the decoding client was found to have right and wrong since it joined. */
export interface Verified extends Verdict {
  /** Ticks that were compared. */
  pictures: number;
}

export type FromClients = { kind: "joined" } | { kind: "figures"; figures: ClientsFigures; verified: Verified };

/** The bench hands on the pictures that it gets from the server. */
export type ToClients = Order | { kind: "picture"; picture: Picture };
