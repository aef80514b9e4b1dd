import { createApp } from "./app.ts";
import { NoRegistryError } from "./cluster/redis.ts";
import { ConfigError, describeConfig, readConfig, withoutSecrets } from "./config.ts";
import { createLog } from "./operations/log.ts";
import { DatabaseUnavailable } from "./storage/database.ts";
import { supervise, WORKER_VARIABLE } from "./supervisor.ts";
import { readVersion } from "./version.ts";

/** ms within which a worker takes a second SIGTERM for the first one: sent to all processes of a group, and passed on by the supervisor. */
const SAME_SIGNAL = 1000;

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  if (words.includes("--help")) return console.log(describeConfig());
  if (words.length > 0) return refuse(`There is no option ${words.join(" ")}.`);

  const config = configOrNull();
  if (config === null) return;
  const log = createLog(config.logLevel);

  // A promise that nobody waited for belongs to one request or one room: the others play on.
  process.on("unhandledRejection", (reason) => log.error({ err: reason }, "unhandled rejection"));

  const worker = process.env[WORKER_VARIABLE];
  const { workers, publicAddress, dataDir } = config;
  if (workers > 1 && publicAddress !== null && worker === undefined) {
    const playAt = (port: number) => console.log(`Play at ${config.publicUrl ?? addressOf(config.host, port)}`);
    log.info({ workers, pid: process.pid }, "supervisor started");
    const isWell = await supervise({ workers, publicAddress, dataDir, log, ready: playAt });
    process.exit(isWell ? 0 : 1);
  }
  const app = createApp(config, { log, ...(worker === undefined ? {} : { worker: Number(worker) }) });
  // What nobody caught may have left anything half done: the players are told, and a supervisor starts afresh.
  process.once("uncaughtException", (error) => {
    log.error({ err: error }, "uncaught exception");
    void shutDown("uncaughtException", 1);
  });
  // On a terminal one waits for nothing. Whoever runs the process for others lets matches end, and may think better of it.
  process.on("SIGINT", () => void shutDown("SIGINT", 0));
  let askedAt = Number.NEGATIVE_INFINITY;
  process.on("SIGTERM", () => {
    if (worker !== undefined && performance.now() - askedAt < SAME_SIGNAL) return;
    askedAt = performance.now();
    app.drain.begin();
  });
  process.on("SIGUSR2", () => app.drain.takeBack());
  void app.drain.ended.then((why) => shutDown(`drained: ${why}`, 0));

  try {
    const { port } = await app.listen();
    log.info({ ...readVersion(process.env), config: withoutSecrets(config), port, node: process.version, pid: process.pid }, "server started");
    if (worker === undefined) console.log(`Play at ${config.publicUrl ?? addressOf(config.host, port)}`);
    void app.prepare();
  } catch (error) {
    refuse(error instanceof DatabaseUnavailable ? error.message : whyNotListening(error, config.host, config.port));
    process.exit();
  }

  async function shutDown(reason: string, exitCode: number): Promise<void> {
    log.info({ reason }, "shutting down");
    await app.close();
    log.info("shut down");
    process.exit(exitCode);
  }
}

function addressOf(host: string, port: number): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  return `http://${isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

function configOrNull() {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    refuse(error.message);
    return null;
  }
}

function refuse(message: string): void {
  console.error(`${message}\nnpm start -- --help lists every variable.`);
  process.exitCode = 1;
}

function whyNotListening(error: unknown, host: string, port: number): string {
  if (error instanceof NoRegistryError) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `PORT is ${port}, which another program listens on already; end that program or choose another port.`;
  if (code === "EACCES") return `PORT is ${port}, which this user may not listen on; choose a port above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST is ${JSON.stringify(host)}, which is no address of this machine; 0.0.0.0 stands for all of them.`;
  throw error;
}
