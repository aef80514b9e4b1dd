import type { ClusterTimes } from "../../server/cluster/times.ts";
import { RedisServer } from "./redis-server.ts";
import { ServerProcess } from "./server-process.ts";

export interface ClusterOptions {
  /** Server processes, started together. */
  size: number;
  /** In place of the server's own; short ones make a test quick. */
  times?: Partial<ClusterTimes>;
  environment?: Record<string, string>;
}

/** One Redis and several server processes on it: one service, on this machine. */
export class Cluster {
  readonly redis: RedisServer;
  readonly servers: ServerProcess[] = [];
  readonly #options: ClusterOptions;

  private constructor(redis: RedisServer, options: ClusterOptions) {
    this.redis = redis;
    this.#options = options;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(await RedisServer.start(), options);
    try {
      await Promise.all(Array.from({ length: options.size }, () => cluster.add()));
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  /** One process more. */
  async add(environment: Record<string, string> = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({
      redisUrl: this.redis.url,
      ...(this.#options.times === undefined ? {} : { times: this.#options.times }),
      environment: { ...this.#options.environment, ...environment },
    });
    this.servers.push(server);
    return server;
  }

  /** The process at this place in the order of their starts. */
  server(index: number): ServerProcess {
    const server = this.servers[index];
    if (server === undefined) throw new Error(`the cluster has no process ${index}`);
    return server;
  }

  /** Kills everything. */
  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.redis.stop();
  }
}
