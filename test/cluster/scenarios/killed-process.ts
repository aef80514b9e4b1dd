import type { Cluster } from "../cluster.ts";
import { type Answer, askSeat, giveSeatsBack } from "../door.ts";
import type { RegistryView } from "../registry-view.ts";
import type { ServerProcess } from "../server-process.ts";
import { Duel } from "./duel.ts";
import { matchOnEach, nothingLeft, playing, TickWatch } from "./matches.ts";
import { type Check, equal, limitOf, type Pace, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK, stockHolder } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const LISTINGS_LIMIT = 10_000;
const JOIN_LIMIT = 1000;

export const killedProcess: Scenario = {
  name: "one of three processes is killed, players on all",
  injected: "kill -9",
  run: (pace) =>
    withCluster({ size: 3, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const open = await playing(cluster.url);
      const killed = await processOf(cluster, view, open.room.roomId);
      const others = players.filter((_player, index) => cluster.server(index) !== killed);
      const survivor = cluster.servers.find((server) => server !== killed) ?? killed;
      const duel = await Duel.start(cluster, view, killed);
      const watch = new TickWatch(others);
      await killed.kill();
      const [join, unlisted] = await Promise.all([askSeat(survivor.url, { mode: "arena" }), timeUntilUnlisted(view, killed, pace)]);
      const where = await seatProcess(cluster, view, join);
      await giveSeatsBack(survivor.url, [join]);
      const decided = await duel.decide();
      return [
        ...joinChecks(join, killed, where),
        within("its listings are gone, though nobody asks for them", unlisted, limitOf(pace, LISTINGS_LIMIT)),
        watch.check("the other matches lose no tick"),
        ...(await nothingLeft(cluster, view, [...others, duel.winner], [decided])),
      ];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) =>
      withCluster({ ...STOCK, size: 3, times: pace.times }, async (cluster, view) => {
        const first = await askSeat(cluster.url, { mode: "arena" });
        if (first.kind === "refused") throw new Error("the control gave no seat");
        const killed = await stockHolder(cluster, first);
        await killed.kill();
        const survivor = cluster.servers.find((server) => server !== killed) ?? killed;
        const join = await askSeat(survivor.url, { mode: "arena" });
        const isListed = (await view.matches()).some(({ processId }) => processId === first.processId);
        return [within("the first join on a survivor", join.ms, JOIN_LIMIT), equal("its listings are gone", isListed, false)];
      }),
  },
};

function joinChecks(join: Answer, killed: ServerProcess, where: ServerProcess | null): Check[] {
  const isSurvivor = join.kind === "seat" && where !== null && where !== killed;
  return [within("the first join on a survivor", join.ms, JOIN_LIMIT), equal("leads to a survivor", isSurvivor, true)];
}

async function processOf(cluster: Cluster, view: RegistryView, roomId: string): Promise<ServerProcess> {
  const room = (await view.matches()).find((listed) => listed.roomId === roomId);
  return cluster.at((await view.processes()).get(room?.processId ?? "")?.address ?? "");
}

async function seatProcess(cluster: Cluster, view: RegistryView, seat: Answer): Promise<ServerProcess | null> {
  return seat.kind === "seat" ? processOf(cluster, view, seat.roomId) : null;
}

/** ms until nothing in Redis speaks of the process any more. */
async function timeUntilUnlisted(view: RegistryView, killed: ServerProcess, pace: Pace): Promise<number | null> {
  const address = `127.0.0.1:${killed.port}`;
  const processId = [...(await view.processes())].find(([, record]) => record.address === address)?.[0];
  return timeUntil(2 * limitOf(pace, LISTINGS_LIMIT), async () => (await view.matches()).every((room) => room.processId !== processId));
}
