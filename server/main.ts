import { createApp } from "./app.ts";
import { NoRegistryError } from "./cluster/redis.ts";
import { type Config, ConfigError, describeConfig, readConfig, withoutSecrets } from "./config.ts";
import { CertificateError } from "./http/listener.ts";
import { captureConsole, createLog } from "./operations/log.ts";
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
  captureConsole(log);

  // A promise that nobody waited for belongs to one request or one room: the others play on.
  process.on("unhandledRejection", (reason) => log.error({ err: reason }, "unhandled rejection"));

  const worker = process.env[WORKER_VARIABLE];
  const { workers, publicAddress, dataDir } = config;
  if (workers > 1 && publicAddress !== null && worker === undefined) {
    const playAt = (port: number) => sayWhere(config, port);
    log.info({ workers }, "supervisor started");
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
    const { port, internalPort } = await app.listen();
    log.info({ ...readVersion(process.env), config: withoutSecrets(config), port, internalPort, node: process.version }, "server started");
    if (worker === undefined) sayWhere(config, port);
    void app.prepare();
  } catch (error) {
    const isExplained = error instanceof DatabaseUnavailable || error instanceof CertificateError;
    refuse(isExplained ? error.message : whyNotListening(error, config));
    process.exit();
  }

  async function shutDown(reason: string, exitCode: number): Promise<void> {
    log.info({ reason }, "shutting down");
    await app.close();
    log.info("shut down");
    process.exit(exitCode);
  }
}

/** For who started it: not a line of the log. */
function sayWhere(config: Config, port: number): void {
  process.stdout.write(`Play at ${config.publicUrl ?? addressOf(config, port)}\n`);
}

function addressOf({ host, tlsCert }: Config, port: number): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  return `${tlsCert === null ? "http" : "https"}://${isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
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
  process.stderr.write(`${message}\nnpm start -- --help lists every variable.\n`);
  process.exitCode = 1;
}

function whyNotListening(error: unknown, { host, port, internalHost, internalPort }: Config): string {
  if (error instanceof NoRegistryError) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const isInternal = error instanceof Error && "port" in error && error.port === internalPort && internalPort !== port;
  if (isInternal) return `INTERNAL_HOST and INTERNAL_PORT are ${internalHost} and ${internalPort}, where this process cannot listen (${code}); choose others.`;
  if (code === "EADDRINUSE") return `PORT is ${port}, which another program listens on already; end that program or choose another port.`;
  if (code === "EACCES") return `PORT is ${port}, which this user may not listen on; choose a port above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST is ${JSON.stringify(host)}, which is no address of this machine; 0.0.0.0 stands for all of them.`;
  throw error;
}
