import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../programs/free-port.ts";
import { type Databases, postgresAtHand } from "../programs/postgres-server.ts";
import { findProgram, programForSuite } from "../programs/programs.ts";
import { type Answer, askSeat, giveSeatsBack } from "./door.ts";
import { RedisServer } from "./redis-server.ts";
import { pause } from "./scenarios/scenario.ts";
import { ServerProcess } from "./server-process.ts";

/** ms until a sentinel has made another Redis the master. */
const FAILOVER_PATIENCE = 20_000;

describe.skipIf(programForSuite("redis") === null)("a server plays by", () => {
  let postgres: Databases;
  let databaseUrl: string;
  beforeAll(async () => {
    postgres = await postgresAtHand();
    databaseUrl = await postgres.createDatabase();
  });
  afterAll(() => postgres?.stop());

  let directory: string;
  let ending: (() => Promise<unknown>)[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "strafe-redis-kinds-"));
    ending = [];
  });
  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    rmSync(directory, { recursive: true, force: true });
  });

  async function redis(options: Parameters<typeof RedisServer.start>[0]): Promise<RedisServer> {
    const server = await RedisServer.start(options);
    ending.push(() => server.stop());
    return server;
  }

  async function server(redisUrl: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
    const started = await ServerProcess.start({ redisUrl, environment: { DATABASE_URL: databaseUrl, ...environment }, times: { heartbeat: 300 } });
    ending.push(() => started.kill());
    return started;
  }

  test("a Redis with a password", async () => {
    const { url } = await redis({ password: "secret" });
    expect((await askSeat((await server(url)).url, { mode: "arena" })).kind).toBe("seat");
  });

  test("a Redis that speaks TLS", async () => {
    const tls = selfSigned(directory);
    const { url } = await redis({ tls });
    expect((await askSeat((await server(url, { NODE_EXTRA_CA_CERTS: tls.certificate })).url, { mode: "arena" })).kind).toBe("seat");
  });

  test("but by none whose certificate it does not know", async () => {
    const { url } = await redis({ tls: selfSigned(directory) });
    await expect(ServerProcess.start({ redisUrl: url, environment: { DATABASE_URL: databaseUrl }, times: { start: 1500 } })).rejects.toThrow(
      "No Redis answers at REDIS_URL",
    );
  });

  test.skipIf(findProgram("sentinel") === null)("the master that a sentinel names, and by the next when that is gone", async () => {
    const master = await redis({ password: "secret", words: ["--masterauth", "secret"] });
    await redis({ password: "secret", words: ["--masterauth", "secret", "--replicaof", "127.0.0.1", String(master.port)] });
    const port = await startSentinel(directory, master.port, ending);
    const played = await server(`redis+sentinel://:secret@127.0.0.1:${port}/strafe`);
    const seat = await askSeat(played.url, { mode: "arena" });
    expect(seat.kind).toBe("seat");
    await giveSeatsBack(played.url, [seat]);
    // The sentinel learns of the replica from the master, every 10 s and at its start.
    await pause(2000);
    await master.kill();
    const again = async (): Promise<Answer["kind"]> => (await askSeat(played.url, { mode: "arena" })).kind;
    await expect.poll(again, { timeout: FAILOVER_PATIENCE, interval: 250 }).toBe("seat");
  });
});

/** A certificate for this machine, as an operator without an authority makes one. */
function selfSigned(directory: string): { certificate: string; key: string } {
  const [certificate, key] = [join(directory, "certificate.pem"), join(directory, "key.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, ...subject];
  execFileSync("openssl", words, { stdio: "ignore" });
  return { certificate, key };
}

async function startSentinel(directory: string, masterPort: number, ending: (() => Promise<unknown>)[]): Promise<number> {
  const port = await freePort();
  const file = join(directory, "sentinel.conf");
  const lines = [
    `port ${port}`,
    "bind 127.0.0.1",
    `dir ${directory}`,
    `sentinel monitor strafe 127.0.0.1 ${masterPort} 1`,
    "sentinel auth-pass strafe secret",
    "sentinel down-after-milliseconds strafe 500",
    "sentinel failover-timeout strafe 2000",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  const child = spawn(findProgram("sentinel") ?? "redis-sentinel", [file], { stdio: "ignore" });
  ending.push(() => killed(child));
  return port;
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
