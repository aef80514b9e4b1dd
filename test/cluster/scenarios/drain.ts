import type { Player } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import { askSeat, giveSeatsBack } from "../door.ts";
import { addressOf, nothingLeft, playing, TickWatch } from "./matches.ts";
import { type Check, equal, type Pace, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { withCluster } from "./with-cluster.ts";

const MATCHES = 20;

/** s that matches are given to end, as this fault is run. */
const PATIENCE = 60;
const PATIENCE_LEAST = 6;

/** ms */
const UNREADY_LIMIT = 1000;
const TOLD_LIMIT = 1000;
/** After the deadline: what is left is closed within 8 s, and nothing holds it up here. */
const EXIT_MARGIN = 2000;
/** Before the deadline, for a look at those who stay. */
const BEFORE_DEADLINE = 1000;

/** ms between two frames of a player: they are here to be counted, not to fight. */
const FRAME_PERIOD = 100;

export const drain: Scenario = {
  name: `a process with ${MATCHES} matches is asked to end, in a service of two`,
  injected: "kill -TERM",
  run: (pace) => endOne(pace, "SIGTERM"),
  control: { kind: "run", what: "a process that does not drain (kill -INT)", run: (pace) => endOne(pace, "SIGINT") },
};

function endOne(pace: Pace, signal: NodeJS.Signals): Promise<Check[]> {
  const patience = Math.max(PATIENCE * pace.scale, PATIENCE_LEAST);
  const environment = { DRAIN_SECONDS: String(patience), MAX_ROOMS: String(MATCHES + 10), ADDRESS_SEATS: "1000", API_RATE: "100000" };
  return withCluster({ size: 1, times: pace.times, environment }, async (cluster, view) => {
    const players = await matches(cluster);
    const other = await cluster.add();
    const ending = cluster.server(0);
    await timeUntil(10_000, async () => (await view.processes()).size === 2 && (await serviceOf(ending.url)) === 2);
    const [leaving, staying] = [players.slice(0, MATCHES / 2), players.slice(MATCHES / 2)];
    const watch = new TickWatch(staying);
    process.kill(ending.pid, signal);
    const from = performance.now();
    const [unready, told] = await Promise.all([
      timeUntil(2 * UNREADY_LIMIT, async () => (await statusOf(ending.url, "/readyz")) === 503),
      timeUntil(2 * TOLD_LIMIT, () => players.every(({ restarts }) => restarts.length > 0)),
    ]);
    const alive = await statusOf(ending.url, "/healthz");
    const newcomers = await Promise.all([ending.url, other.url].map((url) => askSeat(url, { mode: "arena", isNew: true }).catch(() => null)));
    const places = await Promise.all(newcomers.map((answer) => (answer?.kind === "seat" ? addressOf(view, answer.roomId) : "nowhere")));
    await giveSeatsBack(
      other.url,
      newcomers.flatMap((answer) => answer ?? []),
    );
    await Promise.all(leaving.map((player) => (player.left === null ? player.leave() : undefined)));
    await Promise.race([pause(patience * 1000 - BEFORE_DEADLINE - (performance.now() - from)), ending.ended]);
    const ticks = watch.check("matches that nobody leaves lose no tick until the deadline");
    const code = await ending.ended;
    const took = performance.now() - from;
    return [
      within("it is not ready any more", unready, UNREADY_LIMIT),
      equal("it is alive", alive, 200),
      within("everybody is told", told, TOLD_LIMIT),
      equal(
        "new matches, asked for by either, are on the other",
        places.every((place) => place === other.url.slice("http://".length)),
        true,
      ),
      ticks,
      within("it exits", took, patience * 1000 + EXIT_MARGIN),
      equal("not before its deadline", took >= patience * 1000 - 100, true),
      equal("with", code, 0),
      ...(await nothingLeft(cluster, view, [])),
    ];
  });
}

async function matches(cluster: Cluster): Promise<Player[]> {
  const players: Player[] = [];
  for (let match = 0; match < MATCHES; match += 1) {
    const player = await playing(cluster.url, { kind: "new", mode: "arena" });
    player.play({}, FRAME_PERIOD);
    players.push(player);
  }
  return players;
}

/** Processes that this one knows of. */
async function serviceOf(url: string): Promise<number> {
  const { service }: { service: { processes: number } } = await (await fetch(`${url}/capacity`)).json();
  return service.processes;
}

/** 0 when nobody answers. */
async function statusOf(url: string, path: string): Promise<number> {
  try {
    return (await fetch(`${url}${path}`)).status;
  } catch {
    // It listens no more, which is told by that.
    return 0;
  }
}
