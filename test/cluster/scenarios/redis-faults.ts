import type { Cluster } from "../cluster.ts";
import { type Answer, askSeat, giveSeatsBack } from "../door.ts";
import type { RegistryView } from "../registry-view.ts";
import { Duel } from "./duel.ts";
import { matchOnEach, nothingLeft, TickWatch } from "./matches.ts";
import { type Check, equal, limitOf, type Pace, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const DOWN = 30_000;
const PAUSE = 5000;
const LISTED_LIMIT = 10_000;
const REFUSAL_LIMIT = 1000;
const LISTENING_LIMIT = 2000;
/** Beyond a limit, to see by how much it was missed. */
const PATIENCE = 1000;

/** ms. Redis fails to answer within 0.9 s, or takes a paused command up afterwards. */
const PAUSED_LEAST = 2500;

export const redisRestart: Scenario = {
  name: "Redis is killed, is away for 30 s, and comes back empty",
  injected: "kill -9, then started again without its data",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const duel = await Duel.start(cluster, view);
      const watch = new TickWatch(players);
      await cluster.redis.kill();
      await pause(200);
      const joins = await Promise.all(cluster.servers.map(({ url }) => askSeat(url, { mode: "arena" })));
      const health = await Promise.all(cluster.servers.map(({ url }) => fetch(`${url}/healthz`)));
      const ready = await isReady(cluster);
      const decided = await duel.decide();
      await pause(Math.max(DOWN * pace.scale, 1000));
      const late = await askSeat(cluster.url, { mode: "arena" });
      await cluster.redis.restart();
      const listed = await timeUntilListed(view, () => players.length + Number(duel.winner.left === null), pace);
      return [
        ...refusalChecks([...joins, late]),
        equal(
          "liveness stays",
          health.every(({ ok }) => ok),
          true,
        ),
        equal("readiness is gone", !ready, true),
        within("all rooms are listed again", listed, limitOf(pace, LISTED_LIMIT)),
        watch.check("matches lose no tick"),
        ...processChecks(cluster),
        // Until then the processes do not hear each other, and each would open a room of its own.
        within("readiness is back", await timeUntil(2 * LISTED_LIMIT, () => isReady(cluster)), limitOf(pace, LISTED_LIMIT)),
        ...(await joinsAgain(cluster)),
        ...(await nothingLeft(cluster, view, [...players, duel.winner], [decided])),
      ];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) =>
      withCluster({ ...STOCK, size: 2, times: pace.times }, async (cluster, view) => {
        const matches = await stockMatches(cluster);
        await cluster.redis.kill();
        await pause(Math.max(DOWN * pace.scale, 1000));
        await cluster.redis.restart();
        return [within("all rooms are listed again", await timeUntilListed(view, () => matches, pace), limitOf(pace, LISTED_LIMIT)), ...processChecks(cluster)];
      }),
  },
};

export const redisFlush: Scenario = {
  name: "Redis loses everything",
  injected: "FLUSHALL",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const watch = new TickWatch(players);
      await cluster.redis.command("FLUSHALL");
      const listed = await timeUntilListed(view, () => players.length, pace);
      return [
        within("all rooms are listed again", listed, limitOf(pace, LISTED_LIMIT)),
        watch.check("matches lose no tick"),
        ...processChecks(cluster),
        ...(await joinsAgain(cluster)),
        ...(await nothingLeft(cluster, view, players)),
      ];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) =>
      withCluster({ ...STOCK, size: 2, times: pace.times }, async (cluster, view) => {
        const matches = await stockMatches(cluster);
        await cluster.redis.command("FLUSHALL");
        return [within("all rooms are listed again", await timeUntilListed(view, () => matches, pace), limitOf(pace, LISTED_LIMIT))];
      }),
  },
};

export const redisPause: Scenario = {
  name: "Redis stalls for 5 s",
  injected: "CLIENT PAUSE 5000",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const watch = new TickWatch(players);
      const duration = Math.max(PAUSE * pace.scale, PAUSED_LEAST);
      await cluster.redis.command("CLIENT", "PAUSE", duration);
      const joins = await Promise.all(cluster.servers.map(({ url }) => askSeat(url, { mode: "arena" })));
      await pause(duration);
      const ticks = watch.check("ticks are unaffected");
      // What was asked for in vain is carried out now, if it ever is.
      await pause(2 * (pace.times.heartbeat ?? 3000));
      const running = [...(await view.processes()).values()].reduce((sum, { rooms }) => sum + rooms, 0);
      return [
        ...refusalChecks(joins),
        ticks,
        equal("matches listed, of two", (await view.matches()).length, players.length),
        equal("matches that run, of two", running, players.length),
        ...processChecks(cluster),
        ...(await joinsAgain(cluster)),
        ...(await nothingLeft(cluster, view, players)),
      ];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) =>
      withCluster({ ...STOCK, size: 2, times: pace.times }, async (cluster) => {
        await cluster.redis.command("CLIENT", "PAUSE", Math.max(PAUSE * pace.scale, PAUSED_LEAST));
        return refusalChecks([await askSeat(cluster.url, { mode: "arena" })]);
      }),
  },
};

export const cutSubscribers: Scenario = {
  name: "the connections by which processes listen are cut",
  injected: "CLIENT KILL TYPE pubsub",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const processes = [...(await view.processes()).keys()];
      await cluster.redis.command("CLIENT", "KILL", "TYPE", "pubsub");
      const times = await Promise.all(processes.map((processId) => timeUntil(10_000, () => answers(cluster, processId))));
      const slowest = times.some((time) => time === null) ? null : Math.max(...times.map((time) => time ?? 0));
      const seat = await askSeat(cluster.url, { roomId: players[1]?.room.roomId ?? "" });
      await giveSeatsBack(cluster.url, [seat]);
      return [
        within("every process answers a message again", slowest, LISTENING_LIMIT),
        equal("a seat in a room of another process", seat.kind, "seat"),
        ...processChecks(cluster),
        ...(await nothingLeft(cluster, view, players)),
      ];
    }),
  control: { kind: "none", why: "the official presence listens again as well" },
};

/** Asks a process by Redis whether it is there. */
async function answers(cluster: Cluster, processId: string): Promise<boolean> {
  const redis = cluster.redis.connect();
  const listener = cluster.redis.connect();
  try {
    const answered = new Promise<boolean>((resolve) => {
      listener.on("message", () => resolve(true));
      setTimeout(() => resolve(false), 100);
    });
    await listener.subscribe("ipc:probe");
    await redis.publish(`p:${processId}`, JSON.stringify(["healthcheck", "probe", []]));
    return await answered;
  } finally {
    redis.disconnect();
    listener.disconnect();
  }
}

async function isReady(cluster: Cluster): Promise<boolean> {
  const answers = await Promise.all(cluster.servers.map(({ url }) => fetch(`${url}/readyz`)));
  return answers.every(({ ok }) => ok);
}

/** `count`: of matches that there are; one that is decided ends meanwhile. */
function timeUntilListed(view: RegistryView, count: () => number, pace: Pace): Promise<number | null> {
  return timeUntil(limitOf(pace, LISTED_LIMIT) + PATIENCE, async () => {
    try {
      return (await view.matches()).length === count();
    } catch {
      // Not connected again yet: nothing is listed for this view.
      return false;
    }
  });
}

function refusalChecks(answers: readonly Answer[]): Check[] {
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const isSaid = answers.every((answer) => answer.kind === "refused" && answer.status === 503 && (answer.retryAfter ?? 0) > 0);
  return [within("who asks for a seat is refused", slowest, REFUSAL_LIMIT), equal("with 503 and Retry-After", isSaid, true)];
}

function processChecks(cluster: Cluster): Check[] {
  const isQuiet = cluster.servers.every(({ output }) => !output.includes("unhandled"));
  return [
    equal(
      "every process lives",
      cluster.servers.every(({ isRunning }) => isRunning),
      true,
    ),
    equal("nothing is left unhandled", isQuiet, true),
  ];
}

/** A seat by either process, and the seats are of one match. */
async function joinsAgain(cluster: Cluster): Promise<Check[]> {
  const joins = await Promise.all(cluster.servers.map(({ url }) => askSeat(url, { mode: "arena" })));
  await giveSeatsBack(cluster.url, joins);
  const rooms = new Set(joins.map((join) => (join.kind === "seat" ? join.roomId : `refused with ${join.status}`)));
  return [equal("then every process gives seats, all in one room", joins.every(({ kind }) => kind === "seat") && rooms.size === 1, true)];
}

async function stockMatches(cluster: Cluster): Promise<number> {
  const answers = await Promise.all(cluster.servers.map(({ url }) => askSeat(url, { mode: "duel", isNew: true })));
  return answers.length;
}
