import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DASHBOARDS, dashboardJson } from "../../deploy/grafana/dashboards.ts";
import { freePort } from "../programs/free-port.ts";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { JOIN, QueueDoor } from "../server/queue-door.ts";
import { PROMETHEUS_FOLDER, PrometheusServer, WINDOW } from "./prometheus-server.ts";
import { ServerProcess } from "./server-process.ts";

const read = (name: string): string => readFileSync(join(PROMETHEUS_FOLDER, name), "utf8");
const document = (name: string): string => readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), "utf8");

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  annotations?: { runbook: string };
}
const rulesOf = (name: string): Rule[] => (parse(read(name)) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules);
const alerts = rulesOf("alerts.yml");
const recorded = rulesOf("recording.yml");

describe("alerts", () => {
  test("have each a section in the runbook, and the runbook has no other", () => {
    const sections = [...document("runbook.md").matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
    for (const { alert, annotations } of alerts) expect(annotations?.runbook).toBe(`docs/runbook.md#${alert?.toLowerCase()}`);
  });

  test("fire in a unit test, and are silent in a quarter of an hour of normal play in another", () => {
    const [normal, ...faults] = read("alerts.test.yml")
      .split(/^ {2}- name: /m)
      .slice(1);
    for (const { alert } of alerts) {
      expect(normal, alert).toContain(`alertname: ${alert}, exp_alerts: []`);
      expect(faults.join("\n"), alert).toContain(String(alert));
    }
  });

  test("ask for nothing that the server does not count, and neither does a dashboard", () => {
    const counted = new Set([...document("metrics.md").matchAll(/^\| `(strafe_\w+)` \|/gm)].map(([, name]) => name));
    const asked = [...alerts, ...recorded]
      .map(({ expr }) => expr)
      .concat(DASHBOARDS.flatMap(({ panels }) => panels.flatMap(({ queries }) => Object.values(queries))));
    const unknown = asked
      .flatMap((expr) => [...expr.matchAll(/\bstrafe_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, "")))
      .filter((name) => !counted.has(name));
    expect(unknown).toEqual([]);
  });
});

test("the dashboards' files are what the code makes", () => {
  for (const dashboard of DASHBOARDS) {
    expect(readFileSync(new URL(`../../deploy/grafana/${dashboard.uid}.json`, import.meta.url), "utf8")).toBe(dashboardJson(dashboard));
  }
});

const prometheus = programForSuite("prometheus");

describe.skipIf(prometheus === null)("Prometheus itself", () => {
  const promtool = join(dirname(prometheus ?? ""), "promtool");
  let watching: PrometheusServer;
  let origin: string;

  test("takes the configuration and the rules, and finds their unit tests right", () => {
    execFileSync(promtool, ["check", "config", join(PROMETHEUS_FOLDER, "prometheus.yml")], { stdio: "pipe" });
    execFileSync(promtool, ["test", "rules", join(PROMETHEUS_FOLDER, "alerts.test.yml")], { stdio: "pipe" });
  });

  describe("beside a real server with players", () => {
    const players: Player[] = [];
    let isPlaying = true;
    let server: ServerProcess;

    beforeAll(async () => {
      const environment = { PUBLIC_ADDRESS: "", INTERNAL_PORT: String(await freePort()), ARENA_BOTS: "6", API_RATE: "100000" };
      server = await ServerProcess.start({ redisUrl: "", environment });
      origin = server.url;
      watching = await PrometheusServer.start(Number(environment.INTERNAL_PORT));
      // Until the server is killed under it.
      play().catch((error: unknown) => {
        if (isPlaying) throw error;
      });
    });
    afterAll(async () => {
      isPlaying = false;
      await watching?.stop();
      await server?.kill();
    });

    /** What moves every panel: people who come and play, who go, who queue, and what is refused. */
    async function play(): Promise<void> {
      const door = new QueueDoor(origin);
      for (let round = 0; isPlaying; round += 1) {
        const player = await Player.join(origin);
        player.play();
        players.push(player);
        if (players.length > 3) await players.shift()?.leave();
        const queued = await Promise.all(["a", "b"].map(async (side) => door.queue(`${side}${round}`, "duel", JOIN)));
        const seats = await Promise.all(queued.map(({ id }, index) => door.seat(`${index === 0 ? "a" : "b"}${round}`, id)));
        const rooms = await Promise.all(seats.map(({ seat }, index) => door.take(`${index === 0 ? "a" : "b"}${round}`, seat)));
        await pause(500);
        for (const room of rooms) await room.leave();
        await fetch(`${origin}/process/room`, { headers: { upgrade: "websocket" } }).catch(() => undefined);
        await fetch(`${origin}/api/guests`, { method: "POST", headers: { origin: "https://evil.example" } });
      }
    }

    test("every panel of every dashboard shows something", async () => {
      const failed = new Map<string, string>();
      await expect
        .poll(
          async () => {
            failed.clear();
            for (const { title, panels } of DASHBOARDS) {
              for (const panel of panels) {
                const samples = await Promise.all(Object.values(panel.queries).map((query) => watching.values(query.replaceAll("[1m]", WINDOW))));
                if (!samples.some((values) => values.some(Number.isFinite))) failed.set(`${title}: ${panel.title}`, Object.values(panel.queries).join("; "));
              }
            }
            return Object.fromEntries(failed);
          },
          { timeout: 90_000, interval: 2000 },
        )
        .toEqual({});
    });

    /** What a machine brings about that has too much to do is not what is asked here. */
    const OF_A_BUSY_MACHINE = ["StrafeTicksMissing", "StrafeOverloaded", "StrafeLoopBlocked"];

    test("what is recorded for rules is there, and no alert fires while people play", async () => {
      for (const { record } of recorded.filter(({ record }) => record?.includes("duration") || record?.includes("delivery"))) {
        await expect.poll(() => watching.values(record ?? ""), { message: record ?? "", timeout: 30_000, interval: 500 }).toEqual([expect.any(Number)]);
      }
      expect((await watching.firing()).filter((name) => !OF_A_BUSY_MACHINE.includes(name))).toEqual([]);
    });

    test("upgrades that are refused by the hundred fire StrafeAttacked", async () => {
      await expect
        .poll(
          async () => {
            await Promise.all(Array.from({ length: 50 }, refusedUpgrade));
            return watching.firing();
          },
          { timeout: 60_000, interval: 200 },
        )
        .toContain("StrafeAttacked");
    });

    test("pages that report errors fire StrafePageBroken", async () => {
      await expect
        .poll(
          async () => {
            await fetch(`${origin}/api/browser-errors`, { method: "POST", body: JSON.stringify({ kind: "error", message: "x is not a function", stack: "" }) });
            return watching.firing();
          },
          { timeout: 60_000, interval: 200 },
        )
        .toContain("StrafePageBroken");
    });

    test("a process that is killed fires StrafeDown", async () => {
      isPlaying = false;
      await server.kill();
      await expect.poll(() => watching.firing(), { timeout: 60_000, interval: 500 }).toContain("StrafeDown");
    });
  });

  async function refusedUpgrade(): Promise<void> {
    const headers = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==" };
    await new Promise<void>((resolve) => {
      const asking = request(`${origin}/process/room`, { headers });
      asking.on("response", (answer) => answer.resume().once("close", resolve));
      asking.on("error", () => resolve());
      asking.end();
    });
  }
});
