import pg from "pg";
import { type Databases, postgresAtHand } from "../programs/postgres-server.ts";
import { RedisServer } from "./redis-server.ts";
import { ServerProcess, type ServerProcessOptions } from "./server-process.ts";

/** Beside how many processes: what all of them are started with. */
export interface ClusterOptions extends Omit<ServerProcessOptions, "redisUrl"> {
  /** Server processes, started together. */
  size: number;
}

/** One Redis, one PostgreSQL and several server processes on them: one service, on this machine. */
export class Cluster {
  readonly redis: RedisServer;
  readonly servers: ServerProcess[] = [];
  readonly #postgres: Databases | null;
  readonly #databaseUrl: string | null;
  readonly #options: ClusterOptions;

  private constructor(redis: RedisServer, postgres: Databases | null, databaseUrl: string | null, options: ClusterOptions) {
    this.redis = redis;
    this.#postgres = postgres;
    this.#databaseUrl = databaseUrl;
    this.#options = options;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    // A stand-in keeps nothing.
    const [redis, postgres] = await Promise.all([RedisServer.start(), options.program === undefined ? postgresAtHand() : null]);
    const cluster = new Cluster(redis, postgres, (await postgres?.createDatabase()) ?? null, options);
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
    const { size: _size, ...options } = this.#options;
    const server = await ServerProcess.start({
      ...options,
      redisUrl: this.redis.url,
      environment: { ...(this.#databaseUrl === null ? {} : { DATABASE_URL: this.#databaseUrl }), ...options.environment, ...environment },
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

  /** The process that players reach at this address. */
  at(address: string): ServerProcess {
    const server = this.servers.find(({ port }) => address.endsWith(`:${port}`));
    if (server === undefined) throw new Error(`no process of the cluster is at ${address}`);
    return server;
  }

  /** Ids of the matches whose results are kept, one for each result. */
  async results(): Promise<string[]> {
    const client = new pg.Client({ connectionString: this.#databaseUrl ?? "" });
    await client.connect();
    try {
      const { rows } = await client.query<{ match_id: string }>("select match_id from results");
      return rows.map(({ match_id }) => match_id);
    } finally {
      await client.end();
    }
  }

  get url(): string {
    return this.server(0).url;
  }

  /** Kills everything. */
  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await Promise.all([this.redis.stop(), this.#postgres?.stop()]);
  }
}
