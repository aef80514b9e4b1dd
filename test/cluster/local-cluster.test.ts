import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { freePort } from "../programs/free-port.ts";
import { programForSuite } from "../programs/programs.ts";
import { type Child, originOf, run } from "../server/child.ts";
import { Player } from "../server/player.ts";

const isHere = programForSuite("redis") !== null && programForSuite("haproxy") !== null;

async function startCluster(): Promise<{ cluster: Child; origin: string }> {
  const environment = { HOST: "127.0.0.1", PORT: String(await freePort()), ARENA_BOTS: "0" };
  const cluster = run(process.execPath, ["commands/launch.cjs", "cluster"], environment);
  await expect.poll(cluster.output, { timeout: 60_000, interval: 100 }).toContain("Play at ");
  return { cluster, origin: await originOf(cluster) };
}

/** Processes as the status lines name them, newest last. */
function pidsOf(output: string, name = ".*"): number[] {
  return [...output.matchAll(new RegExp(`^${name} +runs .*process (\\d+)$`, "gm"))].map((line) => Number(line[1]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended and that nobody asked after, in a container say, is still named.
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // There is no such process.
    return false;
  }
}

describe.skipIf(!isHere)("npm run cluster", () => {
  test("is one service by one address, starts a server again that was killed, and leaves nothing behind at Ctrl-C", async () => {
    const { cluster, origin } = await startCluster();
    const players = [await Player.join(origin), await Player.join(origin)];
    for (const player of players) player.play();
    await expect.poll(() => players.every(({ room, acknowledged }) => room.state.roster.size === 2 && acknowledged > 20), { timeout: 30_000 }).toBe(true);

    const [server = 0] = pidsOf(cluster.output(), "Server 1");
    process.kill(server, "SIGKILL");
    await expect.poll(() => pidsOf(cluster.output(), "Server 1").length, { timeout: 30_000 }).toBe(2);
    for (const player of players) player.rest();

    const pids = pidsOf(cluster.output());
    expect(pids.length).toBe(6);
    cluster.process.kill("SIGINT");
    expect(await cluster.ended).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test("leaves nothing behind when it is killed itself", async () => {
    const { cluster } = await startCluster();
    const pids = pidsOf(cluster.output());
    expect(pids.length).toBe(5);
    cluster.process.kill("SIGKILL");
    await expect.poll(() => pids.filter(isAlive), { timeout: 30_000 }).toEqual([]);
  });

  test("ends everything when its Redis dies, and says so", async () => {
    const { cluster } = await startCluster();
    const pids = pidsOf(cluster.output());
    process.kill(pidsOf(cluster.output(), "Redis")[0] ?? 0, "SIGKILL");
    expect(await cluster.ended).toBe(1);
    expect(cluster.output()).toContain("Redis ended (SIGKILL), and everything with it.");
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

test("npm run cluster says what to install where something is missing", async () => {
  const directory = mkdtempSync(join(tmpdir(), "bare-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  symlinkSync(process.execPath, join(directory, "node"));
  const cluster = run(process.execPath, ["commands/launch.cjs", "cluster"], { PATH: directory });
  expect(await cluster.ended).toBe(1);
  expect(cluster.output()).toContain("apt-get install redis-server haproxy");
});
