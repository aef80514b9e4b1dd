import type { ClusterTimes } from "../../server/cluster/times.ts";
import { type PostgresServer, startPostgres } from "../programs/postgres-server.ts";
import { RedisServer } from "./redis-server.ts";
import { ServerProcess } from "./server-process.ts";

export interface ClusterOptions {
  /** Server processes, started together. */
  size: number;
  /** In place of the server's own; short ones make a test quick. */
  times?: Partial<ClusterTimes>;
  environment?: Record<string, string>;
}

/** One Redis, one PostgreSQL and several server processes on them: one service, on this machine. */
export class Cluster {
  readonly redis: RedisServer;
  readonly servers: ServerProcess[] = [];
  readonly #postgres: PostgresServer;
  readonly #databaseUrl: string;
  readonly #options: ClusterOptions;

  private constructor(redis: RedisServer, postgres: PostgresServer, databaseUrl: string, options: ClusterOptions) {
    this.redis = redis;
    this.#postgres = postgres;
    this.#databaseUrl = databaseUrl;
    this.#options = options;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const [redis, postgres] = await Promise.all([RedisServer.start(), startPostgres()]);
    const cluster = new Cluster(redis, postgres, await postgres.createDatabase(), options);
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
      environment: { DATABASE_URL: this.#databaseUrl, ...this.#options.environment, ...environment },
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
    await Promise.all([this.redis.stop(), this.#postgres.stop()]);
  }
}
