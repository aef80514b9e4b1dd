import { createServer, connect as openSocket, type Server, type Socket } from "node:net";
import { Lane, type LaneConditions } from "./lane.ts";

export interface NetworkConditions {
  /** From the client to the server. */
  up: LaneConditions;
  /** From the server to the client. */
  down: LaneConditions;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  readonly up: Lane;
  readonly down: Lane;
}

/**
 * A bad network between a client and a server on this machine: a TCP proxy with latency, jitter that keeps the order,
 * bandwidth, stalls, resets and half-open connections, each way on its own. It listens on 127.0.0.1, at a free port.
 */
export class BadNetwork {
  readonly #target: number;
  readonly #random: () => number;
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  #conditions: NetworkConditions;
  #refuses = false;

  private constructor(target: number, conditions: NetworkConditions, random: () => number) {
    this.#target = target;
    this.#conditions = conditions;
    this.#random = random;
    this.#listener = createServer((client) => this.#accept(client));
  }

  /** `target`: port on 127.0.0.1. `random` gives 0..1: seed it, and the jitter is the same in every run. */
  static async start(target: number, conditions: NetworkConditions, random: () => number): Promise<BadNetwork> {
    const proxy = new BadNetwork(target, conditions, random);
    await new Promise<void>((resolve, reject) => {
      proxy.#listener.once("error", reject);
      proxy.#listener.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
  }

  get port(): number {
    const address = this.#listener.address();
    if (address === null || typeof address === "string") throw new Error("the proxy does not listen");
    return address.port;
  }

  get connections(): number {
    return this.#pairs.size;
  }

  /** Bytes that have come in to be carried that way on the present connections, whatever became of them. */
  taken(way: "up" | "down"): number {
    return [...this.#pairs].reduce((sum, pair) => sum + pair[way].taken, 0);
  }

  /** For every connection, from now on. */
  change(conditions: NetworkConditions): void {
    this.#conditions = conditions;
    for (const { up, down } of this.#pairs) {
      up.conditions = conditions.up;
      down.conditions = conditions.down;
    }
  }

  /** Nothing gets through for `duration` ms, then everything at once. */
  stall(duration: number, ways: readonly ("up" | "down")[] = ["up", "down"]): void {
    for (const pair of this.#pairs) for (const way of ways) pair[way].stall(duration);
  }

  /** Ends every connection with a TCP reset on both sides. */
  reset(): void {
    for (const { client, server, up, down } of this.#pairs) {
      up.mute();
      down.mute();
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** The present connections stay open and carry nothing more that way: as when a cable is cut. New ones work. */
  halfOpen(ways: readonly ("up" | "down")[] = ["up", "down"]): void {
    for (const pair of this.#pairs) for (const way of ways) pair[way].mute();
  }

  /** Whether new connections are reset at once. */
  refuse(refuses: boolean): void {
    this.#refuses = refuses;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#listener.close(() => resolve()));
    this.reset();
    await closed;
  }

  #accept(client: Socket): void {
    if (this.#refuses) {
      client.resetAndDestroy();
      return;
    }
    const server = openSocket({ port: this.#target, host: "127.0.0.1" });
    const pair: Pair = {
      client,
      server,
      up: new Lane(client, server, this.#conditions.up, this.#random),
      down: new Lane(server, client, this.#conditions.down, this.#random),
    };
    this.#pairs.add(pair);
    const forget = (): void => {
      if (client.destroyed && server.destroyed) this.#pairs.delete(pair);
    };
    client.on("close", forget);
    server.on("close", forget);
  }
}
