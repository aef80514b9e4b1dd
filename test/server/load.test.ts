import { describe, expect, test } from "vitest";
import { runLobby } from "../../commands/load/lobby-run.ts";
import { runMatch } from "../../commands/load/match-run.ts";
import { faultsOf } from "../../commands/load/verdict.ts";
import { startArena } from "./arena-server.ts";

/** Each starts processes, and waits for them to settle: both do at once. */
describe.concurrent("the load tool", () => {
  test("twenty players of the load tool are all in one match, play it, and see what is there", async ({ expect }) => {
    const lines: string[] = [];
    const run = await runMatch({ players: 20, mode: "arena", seconds: 3, url: null }, (line) => lines.push(line));
    const { server, joins, clients, comparison } = run;
    expect(joins).toMatchObject({ asked: 20, verified: 20, rooms: 1, faults: [] });
    expect(faultsOf(run)).toEqual([]);
    expect(clients).toMatchObject({ light: 18, decoding: 2, connected: 20, left: 20 });
    expect(clients.delivery.count).toBeGreaterThan(17);
    expect(clients.bytesIn).toBeGreaterThan(1000);
    expect(clients.bytesOut).toBeGreaterThan(100);
    expect(comparison?.exact).toBeGreaterThan(0);
    expect(comparison?.mismatches).toBe(0);
    expect(server).toMatchObject({ rooms: 1, tickRate: 40, players: 20 });
    for (const figure of [server?.cpuSeconds, server?.playerTicks, server?.tick.p99, server?.achievedRate, server?.rss, server?.allocated, joins.took]) {
      expect(figure).toBeGreaterThan(0);
    }
    expect(server?.playerTicks).toBe((server?.ticks ?? 0) * 20);
    expect(lines.at(-1)).toMatch(/^3 s, 20 connected, /);
  });

  test("a server that runs already is loaded from outside: joins and own drift are seen, its inside is not", async ({ onTestFinished }) => {
    const { app, url } = await startArena();
    onTestFinished(() => app.close());
    const [run, idle] = await Promise.all([
      runMatch({ players: 4, mode: "arena", seconds: 1, url }, () => undefined),
      runLobby({ connections: 10, seconds: 1, url }, () => undefined),
    ]);
    expect(run).toMatchObject({ server: null, comparison: null, joins: { verified: 4, worstLateness: null }, clients: { connected: 4, left: 4 } });
    expect(faultsOf(run)).toEqual([]);
    expect(idle).toMatchObject({ asked: 10, verified: 10, connected: 10, answered: 10, server: null, faults: [] });
  });
});
