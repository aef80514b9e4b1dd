import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import type { ClusterTimes } from "../../server/cluster/times.ts";
import { freePort } from "../programs/free-port.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const QUICK_TIMES = "test/cluster/quick-times.ts";

/** ms. A process compiles everything afresh, beside others that do so too. */
const START_PATIENCE = 30_000;

export interface ServerProcessOptions {
  redisUrl: string;
  /** In place of the server's own. */
  times?: Partial<ClusterTimes>;
  environment?: Record<string, string>;
  /** In place of the server itself: a stand-in that a test compares it with. */
  program?: string;
  /** Modules loaded before it, which set or break something in it. */
  preloads?: readonly string[];
}

/** A real `server/main.ts` in a process of its own, as an operator starts it. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  #output = "";
  #ended: number | NodeJS.Signals | null = null;
  readonly ended: Promise<number | NodeJS.Signals>;

  private constructor(port: number, { redisUrl, times = {}, environment = {}, program = "server/main.ts", preloads = [] }: ServerProcessOptions) {
    this.port = port;
    const imports = [QUICK_TIMES, ...preloads].flatMap((module) => ["--import", `./${module}`]);
    this.#child = spawn(process.execPath, [...imports, program], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOST: "127.0.0.1",
        PORT: String(port),
        PUBLIC_ADDRESS: `127.0.0.1:${port}`,
        REDIS_URL: redisUrl,
        ARENA_BOTS: "0",
        LOG_LEVEL: "warn",
        DATA_DIR: temporaryDirectory(),
        CLUSTER_TIMES: JSON.stringify(times),
        ...environment,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (data) => {
        this.#output += data;
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        this.#ended = code ?? signal ?? 0;
        resolve(this.#ended);
      });
    });
  }

  /** Resolves once players can join by it. */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const server = new ServerProcess(Number(options.environment?.PORT ?? (await freePort())), options);
    const deadline = performance.now() + START_PATIENCE;
    while (!server.output.includes("Play at ")) {
      if (!server.isRunning || performance.now() > deadline) {
        await server.kill();
        throw new Error(`the server did not start:\n${server.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("the server was never started");
    return this.#child.pid;
  }

  /** All that it printed. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#ended === null;
  }

  /** As if the machine were gone. */
  async kill(): Promise<void> {
    if (this.isRunning) process.kill(this.pid, "SIGKILL");
    await this.ended;
  }

  /** Stands still until `wake`, connections open: a swapping machine, a debugger, a paused container. */
  stall(): void {
    process.kill(this.pid, "SIGSTOP");
  }

  wake(): void {
    process.kill(this.pid, "SIGCONT");
  }

  /** Asks it to end, as a supervisor does. */
  async end(): Promise<number | NodeJS.Signals> {
    if (this.isRunning) process.kill(this.pid, "SIGTERM");
    return this.ended;
  }
}
