import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Operators } from "../server/operations/operators/operators.ts";
import { openDatabase } from "../server/storage/database.ts";
import { migrate } from "../server/storage/migrations.ts";
import { LeftBehind } from "./left-behind/left-behind.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/**
 * `npm run ops`: everything that operators look at, on this machine, to be tried out: a server with bots and a few players, an admin who may
 * sign in, Prometheus with the rules where it is installed. Ctrl-C ends all of it, and nothing of it is kept.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PROMETHEUS = new URL("../deploy/prometheus/", import.meta.url);

/** Players who come by themselves, and s after which others take their places. */
const PLAYERS = 6;
const STAY_S = 600;

const directory = temporaryDirectory();
const left = new LeftBehind();
left.directory(directory);
const children: ChildProcess[] = [];
let isStopping = false;

await main();

async function main(): Promise<void> {
  const password = await addAdmin();
  const server = start(process.execPath, ["server/main.ts"], { HOST: "127.0.0.1", INTERNAL_PORT: "0", DATA_DIR: directory, IDLE_SECONDS: "0" });
  const line = await heard(server, /^.*"msg":"server started".*$/m);
  const { port, internalPort } = JSON.parse(line);
  const url = `http://127.0.0.1:${port}`;
  sendPlayers(url);
  const prometheus = await startPrometheus(internalPort);
  console.log(`
  the game             ${url}
  operators            ${url}/admin      ada, password ${password}
  the monitor          ${url}/monitor    the same
  metrics              http://127.0.0.1:${internalPort}/metrics
  readiness            http://127.0.0.1:${internalPort}/readyz?verbose
  Prometheus           ${prometheus ?? "not installed here (Debian: apt-get install prometheus)"}
  dashboards           deploy/grafana/*.json, for a Grafana with that Prometheus

${PLAYERS} players and some bots play. Ctrl-C ends all of it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

function sendPlayers(url: string): void {
  const players = start(process.execPath, ["commands/load.ts", "--url", url, "--players", String(PLAYERS), "--seconds", String(STAY_S)], {});
  players.once("close", () => {
    if (!isStopping) sendPlayers(url);
  });
}

async function addAdmin(): Promise<string> {
  const database = openDatabase({ dataDir: directory, databaseUrl: null });
  await migrate(database, Date.now);
  const password = await new Operators(database, Date.now).add("ada", "admin");
  await database.close();
  return password ?? "";
}

/** The page of its alerts; null where there is no Prometheus. */
async function startPrometheus(target: number): Promise<string | null> {
  for (const name of ["recording.yml", "alerts.yml"]) writeFileSync(join(directory, name), readFileSync(new URL(name, PROMETHEUS)));
  const configuration = readFileSync(new URL("prometheus.yml", PROMETHEUS), "utf8").replace("127.0.0.1:9464", `127.0.0.1:${target}`);
  writeFileSync(join(directory, "prometheus.yml"), configuration);
  const words = [`--config.file=${join(directory, "prometheus.yml")}`, `--storage.tsdb.path=${join(directory, "metrics")}`, "--web.listen-address=127.0.0.1:0"];
  const program = start("prometheus", words, {});
  const isThere = await Promise.race([once(program, "spawn").then(() => true), once(program, "error").then(() => false)]);
  if (!isThere) return null;
  const origin = (await heard(program, /address=(127\.0\.0\.1:[1-9]\d*)/)).replace("address=", "http://");
  // Debian's comes without the new pages.
  const { status } = await fetch(`${origin}/alerts`);
  return status === 404 ? `${origin}/classic/alerts` : `${origin}/alerts`;
}

function start(program: string, words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, words, { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  // What it says is asked for by `heard` alone, and must not fill up.
  for (const stream of [child.stdout, child.stderr]) stream.resume();
  child.on("error", () => undefined);
  children.push(child);
  const { pid } = child;
  if (pid !== undefined) {
    left.process(String(pid), pid);
    child.once("exit", () => left.process(String(pid), null));
  }
  return child;
}

/** What of a program's words fits. @throws when it ends before */
function heard(program: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const listen = (data: Buffer): void => {
      output += data;
      const found = pattern.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    };
    program.stdout?.on("data", listen);
    program.stderr?.on("data", listen);
    program.once("close", () => reject(new Error(`a program ended before it was ready:\n${output}`)));
  });
}

async function stop(): Promise<void> {
  isStopping = true;
  const running = children.filter(({ exitCode, signalCode, pid }) => pid !== undefined && exitCode === null && signalCode === null);
  const ended = running.map((child) => once(child, "close"));
  for (const child of running) child.kill("SIGINT");
  await Promise.all(ended);
  process.exit(0);
}
