import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ConfigError, describeConfig, readConfig } from "../server/config.ts";
import { type ChildLife, KeptChild } from "../server/operations/kept-child.ts";
import { startPostgres } from "../test/programs/postgres-server.ts";
import { findProgram, PROGRAMS } from "../test/programs/programs.ts";
import { LeftBehind } from "./left-behind/left-behind.ts";
import { buildPageIfStale } from "./page.ts";

/**
 * `npm run cluster`: a whole service on this machine, to try out what several processes are like. Redis, PostgreSQL (what is in both is
 * gone in the end, unless DATABASE_URL says otherwise), three server processes and HAProxy with the configuration of `deploy/`. A server
 * process that dies is started again; when anything else does, or at Ctrl-C, everything ends; so it does when this process is killed.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVERS = 3;

/** ms. A server process compiles everything afresh, beside two others. */
const START_PATIENCE = 60_000;

/** ms that each is given to end before it is killed. */
const END_PATIENCE = 10_000;

/** Where processes are started away from the terminal's group: Ctrl-C is for this process, which ends them in order. */
const APART = { cwd: ROOT, detached: true } as const;

if (process.argv.includes("--help")) console.log(describeConfig());
else await run();

async function run(): Promise<void> {
  const config = configOrExit();
  requirePrograms();
  await buildPageIfStale();
  const directory = mkdtempSync(join(tmpdir(), "strafe-cluster-"));
  const left = new LeftBehind();
  left.directory(directory);
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | null = null;

  /** Ends what was started, the last first; `code`: of this process. */
  const end = (reason: string, code: number): Promise<void> => {
    ending ??= (async () => {
      console.log(reason);
      for (const it of ends.toReversed()) await it();
      rmSync(directory, { recursive: true, force: true });
      left.nothing();
      console.log("Everything has ended.");
      process.exit(code);
    })();
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end("Ending…", 0));

  try {
    const [redisPort, ...serverPorts] = await freePorts(1 + SERVERS);
    const addressed = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
    const origin = `${addressed}:${config.port}`;

    const words = ["--port", String(redisPort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory];
    ends.push(keepOrEnd("Redis", spawn(findProgram("redis") ?? "", words, { ...APART, stdio: "ignore" }), left, end));

    let databaseUrl = config.databaseUrl;
    if (databaseUrl === null) {
      const postgres = await startPostgres();
      left.process("PostgreSQL", postgres.pid);
      left.directory(postgres.directory);
      ends.push(() => postgres.stop());
      databaseUrl = await postgres.createDatabase();
      status("PostgreSQL", "runs");
    }

    const environment = { TOKEN_KEYS: `cluster:${randomBytes(32).toString("hex")}`, ...process.env, DATABASE_URL: databaseUrl };
    const servers = serverPorts.map((port, index) =>
      keepServer(index + 1, port, left, {
        ...environment,
        ...serverEnvironment(index + 1, port, origin, redisPort),
        DATA_DIR: join(config.dataDir, `server-${index + 1}`),
      }),
    );
    ends.push(async () => {
      await Promise.all(servers.map((server) => server.stop()));
    });
    await Promise.all(serverPorts.map((port) => answering(`http://127.0.0.1:${port}/readyz`, () => ending !== null)));

    const proxyEnvironment = Object.fromEntries(serverPorts.map((port, index) => [`STRAFE_${index + 1}`, `127.0.0.1:${port}`]));
    const proxy = spawn(findProgram("haproxy") ?? "", ["-db", "-f", join(ROOT, "deploy/haproxy/haproxy.cfg")], {
      ...APART,
      stdio: ["ignore", "ignore", "inherit"],
      env: { PATH: process.env.PATH, STRAFE_HTTP: `${config.host}:${config.port}`, ...proxyEnvironment },
    });
    ends.push(keepOrEnd("HAProxy", proxy, left, end));
    await answering(`http://${addressed}:${config.port}/readyz`, () => ending !== null);
    console.log(`Play at ${config.publicUrl ?? `http://${origin}`}`);
    console.log("kill -9 one of the server processes to see what becomes of its players. Ctrl-C ends everything.");
  } catch (error) {
    await end(error instanceof Error ? error.message : String(error), 1);
  }
}

function serverEnvironment(number: number, port: number, origin: string, redisPort: number | undefined): Record<string, string> {
  return {
    HOST: "127.0.0.1",
    PORT: String(port),
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PUBLIC_ADDRESS: `${origin}/p/${number}`,
    TRUSTED_PROXIES: "127.0.0.1",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
}

/** Starts a server process, and again whenever it dies. */
function keepServer(number: number, port: number, left: LeftBehind, environment: Record<string, string | undefined>): { stop: () => Promise<void> } {
  const name = `Server ${number}`;
  let gone: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const child = new KeptChild({
    start: () => spawn(process.execPath, ["server/main.ts"], { ...APART, stdio: ["ignore", "ignore", "inherit"], env: environment }),
    now: () => performance.now(),
    after: (delay, call) => {
      const timer = setTimeout(call, delay);
      return () => clearTimeout(timer);
    },
    changed: (life) => {
      status(name, describe(life, port));
      left.process(name, "process" in life ? (life.process.pid ?? null) : null);
      if (life.kind === "ended") gone();
    },
  });
  return {
    async stop() {
      // At once: whoever ends everything does not wait for a match to end.
      child.signal("SIGINT", true);
      const killing = setTimeout(() => child.signal("SIGKILL", true), END_PATIENCE);
      await over;
      clearTimeout(killing);
    },
  };
}

function describe(life: ChildLife, port: number): string {
  switch (life.kind) {
    case "running":
      return `runs on port ${port} as process ${life.process.pid}`;
    case "waiting":
      return `died (${life.how}), and is started again in ${life.delay} ms`;
    case "ending":
      return "is ending";
    case "ended":
      return "has ended";
  }
}

/** Something that everything else needs. Returns what ends it. */
function keepOrEnd(name: string, child: ChildProcess, left: LeftBehind, end: (reason: string, code: number) => Promise<void>): () => Promise<void> {
  status(name, `runs as process ${child.pid}`);
  left.process(name, child.pid ?? null);
  let isWanted = true;
  const over = once(child, "exit").catch((error: unknown) => [String(error)]);
  void over.then(([how, signal]) => {
    if (isWanted) void end(`${name} ended (${how ?? signal}), and everything with it.`, 1);
  });
  return async () => {
    isWanted = false;
    child.kill("SIGTERM");
    const killing = setTimeout(() => child.kill("SIGKILL"), END_PATIENCE);
    await over;
    clearTimeout(killing);
    status(name, "has ended");
  };
}

async function answering(address: string, isOver: () => boolean): Promise<void> {
  const deadline = performance.now() + START_PATIENCE;
  while (!isOver()) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok === true) return;
    if (performance.now() > deadline) throw new Error(`There is no answer from ${address}.`);
    await pause(50);
  }
}

function status(name: string, words: string): void {
  console.log(`${name.padEnd(12)}${words}`);
}

function requirePrograms(): void {
  const missing = (["redis", "haproxy"] as const).filter((program) => findProgram(program) === null).map((program) => PROGRAMS[program].debianPackage);
  if (missing.length === 0) return;
  console.error(`${missing.join(" and ")} not installed. On Debian: apt-get install ${missing.join(" ")}`);
  process.exit(1);
}

function configOrExit() {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`${error.message}\nnpm run cluster -- --help lists every variable.`);
    return process.exit(1);
  }
}

/** All at once, so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  return Promise.all(
    servers.map(async (server) => {
      await once(server, "listening");
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      if (typeof address !== "object" || address === null) throw new Error("No port is free.");
      return address.port;
    }),
  );
}
