import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { Cluster } from "./cluster.ts";

const LAUNCH = fileURLToPath(new URL("../../commands/launch.cjs", import.meta.url));

function explain(player: string, logs: string): string {
  const { stdout } = spawnSync(process.execPath, [LAUNCH, "explain", "--player", player], { input: logs, encoding: "utf8" });
  return stdout;
}

describe.skipIf(programForSuite("redis") === null)("the logs of two processes", () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start({ size: 2, times: { heartbeat: 200 }, environment: { LOG_LEVEL: "info" } });
  });
  afterAll(() => cluster?.stop());

  /** The later one first: what counts is when it was. */
  const logs = (): string =>
    cluster.servers
      .map(({ output }) => output)
      .reverse()
      .join("\n");

  test("tell what happened to one player, in order: a match, a lost connection, the way back, another match", async () => {
    const first = cluster.server(0);
    const player = await Player.join(first.url, {}, { kind: "new", mode: "arena" });
    const other = await Player.join(first.url, {}, { kind: "room", roomId: player.room.roomId });
    player.room.connection.close(4010);
    await expect.poll(() => logs(), { timeout: 30_000 }).toContain("seat kept");
    const back = await Player.join(first.url, {}, player.wayBack);
    await expect.poll(() => logs(), { timeout: 30_000 }).toContain('"msg":"came back"');
    await back.leave();
    const again = await Player.join(cluster.server(1).url, {}, { kind: "new", mode: "duel" }, player.guest);
    await expect.poll(() => logs().match(new RegExp(`${player.guest.playerId}.*"msg":"joined"`, "g"))?.length, { timeout: 30_000 }).toBe(2);
    await again.leave();
    await other.leave();
    await expect.poll(() => logs().match(/"msg":"left"/g)?.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);

    const told = explain(player.guest.playerId, logs());
    const texts = told
      .trim()
      .split("\n")
      .map((line) => line.replace(/^\S+\s+\+\d+ ms\s+\d+\s+/, ""));
    const { roomId } = player.room;
    const own = texts.filter((text) => !text.startsWith("the process started") && !text.endsWith(" was closed"));
    expect(own.map((text) => text.replace(/\d+$/, "N"))).toEqual([
      "came for the first time, and got a token",
      expect.stringMatching(new RegExp(`^arena ${roomId} was opened on `)),
      expect.stringMatching(new RegExp(`^got a seat in arena ${roomId}`)),
      `joined ${roomId} by connection N`,
      expect.stringMatching(new RegExp(`^lost the connection to ${roomId} .*; the seat is kept$`)),
      `came back to ${roomId} by connection N`,
      expect.stringMatching(new RegExp(`^is out of ${roomId} \\(left`)),
      expect.stringMatching(/^duel \S+ was opened on /),
      expect.stringMatching(/^got a seat in duel /),
      expect.stringMatching(/^joined \S+ by connection N$/),
      expect.stringMatching(/^is out of \S+ \(left/),
    ]);
    expect(told).not.toContain(other.guest.playerId);
  });

  test("say so where they name nobody of that id", () => {
    const { status, stderr } = spawnSync(process.execPath, [LAUNCH, "explain", "--player", "nobody"], { input: logs(), encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain("Nothing names the player nobody");
  });
});
