import { Client } from "@colyseus/sdk";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import type { Player } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import { nothingLeft, playing, TickWatch } from "./matches.ts";
import { type Check, equal, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const END_LIMIT = 1000;
const AFTERMATH = 1000;

export const failingCode: Scenario = {
  name: "a handler throws, a tick throws, a promise is rejected for nobody",
  injected: "code that fails, loaded into the server",
  run: (pace) =>
    withCluster({ size: 1, times: pace.times, preloads: ["test/cluster/failing.ts"] }, async (cluster, view) => {
      const players = await Promise.all([0, 1, 2].map(() => playing(cluster.url, { kind: "new", mode: "arena" })));
      const [first] = players;
      if (first === undefined) throw new Error("a match is missing");
      const watch = new TickWatch(players.slice(1));
      first.wantRematch();
      const byHandler = await timeUntil(2 * END_LIMIT, () => first.left === CloseCode.MATCH_FAILED);
      const othersTicked = watch.check("the other matches lose no tick");
      process.kill(cluster.server(0).pid, "SIGUSR2");
      const byTick = await timeUntil(2 * END_LIMIT, () => failed(players).length === 2);
      process.kill(cluster.server(0).pid, "SIGUSR2");
      await timeUntil(2 * END_LIMIT, () => cluster.server(0).output.includes("unhandled rejection"));
      await pause(AFTERMATH);
      const listed = await view.matches();
      return [
        within("a handler that throws ends its match", byHandler, END_LIMIT),
        othersTicked,
        within("a tick that throws ends its match", byTick, END_LIMIT),
        equal("matches that go on", players.length - failed(players).length, 1),
        equal("matches that are listed", listed.length, 1),
        ...livesChecks(cluster),
        ...(await nothingLeft(cluster, view, players)),
      ];
    }),
  control: {
    kind: "run",
    what: "a room of Colyseus' own",
    run: (pace) =>
      withCluster({ ...STOCK, size: 1, times: pace.times }, async (cluster) => {
        const room = await new Client(cluster.url).joinOrCreate("arena");
        room.onMessage("*", () => undefined);
        room.reconnection.enabled = false;
        room.send("fail");
        await timeUntil(5000, () => !cluster.server(0).isRunning);
        return livesChecks(cluster);
      }),
  },
};

function failed(players: readonly Player[]): readonly Player[] {
  return players.filter(({ left }) => left === CloseCode.MATCH_FAILED);
}

function livesChecks(cluster: Cluster): Check[] {
  return [equal("the process lives", cluster.server(0).isRunning, true)];
}
