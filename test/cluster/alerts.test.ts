import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { freePort } from "../programs/free-port.ts";
import { programForSuite } from "../programs/programs.ts";
import { Player } from "../server/player.ts";
import { QueueDoor } from "../server/queue-door.ts";
import { PrometheusServer } from "./prometheus-server.ts";
import { Duel } from "./scenarios/duel.ts";
import { enterRaw } from "./scenarios/lone-server.ts";
import { pause } from "./scenarios/scenario.ts";
import { ServerProcess } from "./server-process.ts";

/** ms until an alert fires, however busy the machine is. */
const PATIENCE = 90_000;

/** What cannot be had in seconds is less here: 2 GB of memory, and a wait of a minute and a half. */
const LOWERED = { "> 2e9": "> 8e8", "> 90": "> 2" };

describe.skipIf(programForSuite("prometheus") === null)("a real fault fires", () => {
  const dataDir = temporaryDirectory();
  let server: ServerProcess;
  let metrics: string;
  let watching: PrometheusServer;
  const ends: (() => void)[] = [];

  beforeAll(async () => {
    const environment = { PUBLIC_ADDRESS: "", INTERNAL_PORT: String(await freePort()), DATA_DIR: dataDir, ARENA_BOTS: "10" };
    const roomy = { API_RATE: "1000000", ADDRESS_SEATS: "100000", IDLE_SECONDS: "0" };
    server = await ServerProcess.start({ redisUrl: "", environment: { ...environment, ...roomy }, preloads: ["test/cluster/leaking.ts"] });
    metrics = `http://127.0.0.1:${environment.INTERNAL_PORT}/metrics`;
    watching = await PrometheusServer.start(Number(environment.INTERNAL_PORT), LOWERED);
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  afterAll(async () => {
    await watching?.stop();
    await server?.kill();
  });

  /** A fault may have been more than the server could do beside it: it takes nobody in for some seconds. */
  async function takesPeopleIn(): Promise<void> {
    const step = async (): Promise<number> => Number(/^strafe_overload_step (\d)$/m.exec(await (await fetch(metrics)).text())?.[1]);
    await expect.poll(step, { timeout: PATIENCE, interval: 500 }).toBeLessThan(LoadStep.NO_JOINS);
  }

  /** Silent at first. Until all of them fire, `fault` is brought about again and again, each time when it is over. */
  async function fires(alerts: readonly string[], fault: () => Promise<unknown>): Promise<void> {
    const missing = new Set(alerts);
    await takesPeopleIn();
    await expect.poll(async () => (await watching.firing()).filter((alert) => missing.has(alert)), { timeout: PATIENCE, interval: 500 }).toEqual([]);
    const from = performance.now();
    while (missing.size > 0) {
      if (performance.now() - from > PATIENCE) expect.fail(`${[...missing].join(", ")} never fired; what does: ${(await watching.firing()).join(", ")}`);
      await fault();
      for (const alert of await watching.firing()) missing.delete(alert);
    }
  }

  test("StrafeStoreFailing, StrafeResultsWaiting and StrafeRequestsFailing: the database is locked by another program", async () => {
    const duel = await Duel.startAt(server.url);
    const other = new Sqlite(join(dataDir, "strafe.sqlite"));
    other.exec("begin exclusive");
    ends.push(() => other.close());
    await duel.decide();
    await fires(["StrafeStoreFailing", "StrafeResultsWaiting", "StrafeRequestsFailing"], async () => {
      await fetch(`${server.url}/api/guests`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
      await pause(300);
    });
  });

  test("StrafeConnectionsLost: a network that goes away takes its players with it, again and again", async () => {
    await fires(["StrafeConnectionsLost"], async () => {
      await takesPeopleIn();
      // Few at a time: the bodies of all who are lost stay for half a minute, and are to be no load that has the server refuse people.
      const lost = await Promise.all(Array.from({ length: 3 }, () => enterRaw(server, "arena")));
      for (const raw of lost) raw.reset();
      await pause(1500);
    });
  });

  test("StrafeSlowClients: many clients do not keep up with what they are sent", async () => {
    await fires(["StrafeSlowClients"], async () => {
      await takesPeopleIn();
      const slow = await Promise.all(Array.from({ length: 8 }, () => Player.join(server.url)));
      await expect.poll(() => slow.every(({ room }) => room.state.tick > 0)).toBe(true);
      // They go on saying that they have seen no newer tick, and are ended after 5 s of that.
      for (const player of slow) player.play({ seenTick: player.room.state.tick });
      await pause(4000);
      for (const player of slow) if (player.left === null) void player.leave();
    });
  });

  test("StrafeWaitingLong: players of a mode are too few to be matched at once", async () => {
    const door = new QueueDoor(server.url);
    let round = 0;
    await fires(["StrafeWaitingLong"], async () => {
      round += 1;
      const early = await door.queue(`early ${round}`, "duel");
      await pause(3500);
      const late = await door.queue(`late ${round}`, "duel");
      await Promise.all([door.seat(`early ${round}`, early.id), door.seat(`late ${round}`, late.id)]);
    });
  });

  test("StrafeMemoryHigh: something is never given back", async () => {
    process.kill(server.pid, "SIGUSR2");
    await fires(["StrafeMemoryHigh"], () => pause(500));
  });

  test("StrafeLoopBlocked, StrafeTicksMissing and StrafeOverloaded: the machine takes the core away for moments, again and again", async () => {
    await takesPeopleIn();
    const player = await Player.join(server.url);
    player.play();
    await fires(["StrafeLoopBlocked", "StrafeTicksMissing", "StrafeOverloaded"], async () => {
      server.stall();
      await pause(700);
      server.wake();
      await pause(300);
    });
  });
});
