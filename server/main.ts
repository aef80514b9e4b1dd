import { type App, createApp } from "./app.ts";
import { ConfigError, describeConfig, readConfig } from "./config.ts";
import { createLog } from "./operations/log.ts";
import { readVersion } from "./version.ts";

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  if (words.includes("--help")) return console.log(describeConfig());
  if (words.length > 0) return refuse(`There is no option ${words.join(" ")}.`);

  const config = configOrNull();
  if (config === null) return;
  const log = createLog(config.logLevel);

  // A promise that nobody waited for belongs to one request or one room: the others play on.
  process.on("unhandledRejection", (reason) => log.error({ err: reason }, "unhandled rejection"));

  const app = createApp(config, { log });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void shutDown(app, signal));

  try {
    const { port } = await app.listen();
    log.info({ ...readVersion(process.env), config, port, node: process.version, pid: process.pid }, "server started");
    console.log(`Play at ${config.publicUrl ?? `http://localhost:${port}`}`);
  } catch (error) {
    refuse(whyNotListening(error, config.host, config.port));
    process.exit();
  }

  async function shutDown(running: App, signal: string): Promise<void> {
    log.info({ signal }, "shutting down");
    await running.close();
    log.info("shut down");
    process.exit(0);
  }
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
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `PORT is ${port}, which another program listens on already; end that program or choose another port.`;
  if (code === "EACCES") return `PORT is ${port}, which this user may not listen on; choose a port above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST is ${JSON.stringify(host)}, which is no address of this machine; 0.0.0.0 stands for all of them.`;
  throw error;
}
