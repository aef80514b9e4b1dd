import type { Player } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import { type Answer, askSeat, giveSeatsBack } from "../door.ts";
import type { RegistryView } from "../registry-view.ts";
import { nothingLeft, PLACES_PERIOD, playing } from "./matches.ts";
import { type Check, equal, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK, stockHolder } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const STALL = 3000;
const ANSWER_LIMIT = 2500;

/** ms */
const FILL_PATIENCE = 20_000;

/** Askers at the same time, at either of two processes. */
const ASKERS = 8;

/** ms in which whatever the woken process had been asked is done. */
const AFTERMATH = 1000;

export const stalledCreation: Scenario = {
  name: "a process stalls for 3 s while it opens a room",
  injected: "kill -STOP, kill -CONT",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times, environment: { MAX_ROOMS: "1" } }, async (cluster, view) => {
      // Whoever has a room takes no other: the third process, which has none, is asked for the next one.
      const players = await fill(cluster, view);
      const stalled = await cluster.add();
      await timeUntil(10_000, async () => (await view.processes()).size === 3);
      await pause(2 * (pace.times.heartbeat ?? 3000));
      stalled.stall();
      const from = performance.now();
      const answers = await Promise.all(Array.from({ length: ASKERS }, (_, index) => askSeat(cluster.server(index % 2).url, { mode: "arena" })));
      await pause(STALL - (performance.now() - from));
      stalled.wake();
      await pause(AFTERMATH);
      const rooms = await roomChecks(view, answers);
      await giveSeatsBack(cluster.url, answers);
      return [...answerChecks(answers), ...rooms, ...(await nothingLeft(cluster, view, players))];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) => withCluster({ ...STOCK, size: 2, times: pace.times }, stockRun),
  },
};

/** A match on every process. One that has only just started may be too busy to open one in time; who was asked instead is full then. */
async function fill(cluster: Cluster, view: RegistryView): Promise<Player[]> {
  const players: Player[] = [];
  const filled = await timeUntil(FILL_PATIENCE, async () => {
    const player = await playing(cluster.url, { kind: "new", mode: "duel" }).catch(() => null);
    if (player === null) await pause(PLACES_PERIOD);
    else players.push(player);
    return [...(await view.processes()).values()].every(({ rooms }) => rooms > 0);
  });
  if (filled === null) throw new Error("a process stays empty");
  return players;
}

/** Colyseus asks the process with fewest rooms: the one that did not get the first. */
async function stockRun(cluster: Cluster, view: RegistryView): Promise<Check[]> {
  const first = await askSeat(cluster.url, { mode: "duel" });
  if (first.kind === "refused") throw new Error("the control gave no seat");
  const holder = await stockHolder(cluster, first);
  const stalled = cluster.servers.find((server) => server !== holder) ?? holder;
  // It writes its counts once a second.
  await pause(1500);
  stalled.stall();
  const answer = await askSeat(holder.url, { mode: "arena" });
  await pause(STALL - answer.ms);
  stalled.wake();
  await pause(AFTERMATH);
  return [...answerChecks([answer]), ...(await roomChecks(view, [answer]))];
}

function answerChecks(answers: readonly Answer[]): Check[] {
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const seats = answers.filter(({ kind }) => kind === "seat").length;
  return [within("who asks is answered", slowest, ANSWER_LIMIT), equal("with a seat", seats, answers.length)];
}

async function roomChecks(view: RegistryView, answers: readonly Answer[]): Promise<Check[]> {
  const given = new Set(answers.flatMap((answer) => (answer.kind === "seat" ? [answer.roomId] : [])));
  const listed = (await view.matches()).filter(({ name }) => name === "arena").length;
  const processes = [...(await view.processes()).values()];
  const running = processes.reduce((sum, { rooms }) => sum + rooms, 0);
  const all = (await view.matches()).length;
  return [
    equal("rooms that seats were given in", given.size, 1),
    equal("rooms that are listed", listed, 1),
    ...(processes.length === 0 ? [] : [equal("rooms that run, beside those that are listed", running - all, 0)]),
  ];
}
