import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../programs/free-port.ts";
import { findProgram } from "../programs/programs.ts";

export interface RedisServerOptions {
  /** More words for its command line. */
  words?: readonly string[];
  password?: string;
  /** Files of a certificate for 127.0.0.1 and of its key: then it speaks TLS alone. */
  tls?: { certificate: string; key: string };
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
    const { password, tls } = this.#options;
    return `${tls === undefined ? "redis" : "rediss"}://${password === undefined ? "" : `:${password}@`}127.0.0.1:${this.port}`;
  }

  /** After `kill`: on the same port, empty. */
  async restart(): Promise<void> {
    const { tls, password, words = [] } = this.#options;
    const all = [
      ...(tls === undefined ? ["--port", String(this.port)] : tlsWords(this.port, tls)),
      ...(password === undefined ? [] : ["--requirepass", password]),
      ...["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", this.directory],
      ...words,
    ];
    this.#child = spawn(findProgram("redis") ?? "redis-server", all, { stdio: "ignore" });
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
    const { tls } = this.#options;
    const redis = new Redis(this.url, { retryStrategy: () => 50, ...(tls === undefined ? {} : { tls: { ca: readFileSync(tls.certificate) } }) });
    // It is tried again; a test that needs it fails by itself.
    redis.on("error", () => undefined);
    return redis;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function tlsWords(port: number, { certificate, key }: { certificate: string; key: string }): string[] {
  const files = ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate];
  return ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no", ...files];
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
