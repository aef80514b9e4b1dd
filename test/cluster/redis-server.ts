import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { findProgram } from "../programs/programs.ts";

export interface RedisServerOptions {
  /** Words for its command line, such as `["--requirepass", "secret"]`. */
  words?: readonly string[];
  password?: string;
}

/** A real redis-server of a test's own, in memory, on a free port of this machine. */
export class RedisServer {
  readonly port: number;
  readonly directory: string;
  readonly #options: RedisServerOptions;
  #child: ChildProcess | null = null;

  private constructor(port: number, options: RedisServerOptions) {
    this.port = port;
    this.#options = options;
    this.directory = mkdtempSync(join(tmpdir(), "strafe-redis-"));
  }

  static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    await server.restart();
    return server;
  }

  get url(): string {
    const { password } = this.#options;
    return `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${this.port}`;
  }

  /** After `kill`: on the same port, empty. */
  async restart(): Promise<void> {
    const words = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", this.directory];
    this.#child = spawn(findProgram("redis") ?? "redis-server", [...words, ...(this.#options.words ?? [])], { stdio: "ignore" });
    await answering(this);
  }

  /** As if the machine were gone: nothing is saved. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Runs one command on a connection of its own. */
  async command(name: string, ...words: (string | number)[]): Promise<unknown> {
    const redis = this.connect();
    try {
      return await redis.call(name, ...words);
    } finally {
      redis.disconnect();
    }
  }

  connect(): Redis {
    const redis = new Redis(this.url, { retryStrategy: () => 50 });
    // It is tried again; a test that needs it fails by itself.
    redis.on("error", () => undefined);
    return redis;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** ms */
const START_PATIENCE = 10_000;

async function answering(server: RedisServer): Promise<void> {
  const redis = server.connect();
  const late = setTimeout(() => redis.disconnect(), START_PATIENCE);
  try {
    await redis.ping();
  } finally {
    clearTimeout(late);
    redis.disconnect();
  }
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
