import { randomFrom } from "../../netcode/random.ts";
import { BadNetwork } from "../../proxy/bad-network.ts";
import { clear } from "../../proxy/lane.ts";
import type { RegistryView } from "../registry-view.ts";
import { WaitingClient } from "../waiting-client.ts";
import { atMost, type Check, equal, type Pace, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { withCluster } from "./with-cluster.ts";

const CLIENTS = 2000;
/** Joined at once: as many as a server accepts before it looks at the first. */
const AT_ONCE = 50;
/** ms between two such crowds: the server lets in 500 in a second, of which the storm is to be the judge. */
const CROWD_PERIOD = 125;
/** ms */
const DOWN = 4000;
const DOWN_LEAST = 1500;
const BACK_LIMIT = 20_000;
const LOBBY_PATIENCE = 5000;
const COUNT_PATIENCE = 8000;

/** ms, and the share of all who may wait equally long to within such a span. */
const SPAN = 100;
const SPAN_SHARE = 0.25;

export const reconnectStorm: Scenario = {
  name: "2,000 clients lose their connections at once",
  injected: "a proxy resets all of them and refuses new ones for 4 s",
  run: (pace) => storm(pace, randomFrom(1)),
  control: { kind: "run", what: "delays without chance", run: (pace) => storm(pace, () => 1) },
};

/** All who come have one address, which is no matter here. */
function storm(pace: Pace, random: () => number): Promise<Check[]> {
  return withCluster(
    { size: 1, times: pace.times, environment: { API_RATE: "1000000", ADDRESS_SEATS: "100000", ADDRESS_CONNECTIONS: "100000" } },
    async (cluster, view) => {
      const network = await BadNetwork.start(cluster.server(0).port, { up: clear, down: clear }, random);
      const clients = Array.from({ length: CLIENTS * pace.scale }, () => new WaitingClient(`http://127.0.0.1:${network.port}`, random));
      try {
        for (let first = 0; first < clients.length; first += AT_ONCE) {
          await Promise.all([pause(CROWD_PERIOD), ...clients.slice(first, first + AT_ONCE).map((client) => client.join())]);
        }
        const before = await view.rooms();
        network.refuse(true);
        network.reset();
        await timeUntil(LOBBY_PATIENCE, () => clients.every(({ isIn }) => !isIn));
        await pause(Math.max(DOWN * pace.scale, DOWN_LEAST));
        network.refuse(false);
        const back = await timeUntil(2 * BACK_LIMIT, () => clients.every(({ isIn }) => isIn));
        return [
          within(`all ${clients.length} are back`, back, BACK_LIMIT),
          atMost(`of ${clients.length}, wait equally long for the try that brings them back, to ${SPAN} ms`, mostAlike(clients), clients.length * SPAN_SHARE),
          equal("new rooms", (await view.rooms()) - before, 0),
          equal("connections of those who wait: nobody is there twice", await counted(view, clients.length), clients.length),
        ];
      } finally {
        for (const client of clients) client.leave();
        await network.close();
      }
    },
  );
}

/** Connections that the server says it has, once it has said that they are as many. */
async function counted(view: RegistryView, expected: number): Promise<number> {
  await timeUntil(COUNT_PATIENCE, async () => (await view.connections()) === expected);
  return view.connections();
}

/** Counted by what each chose to wait: when they come depends on how fast this machine is, too. */
function mostAlike(clients: readonly WaitingClient[]): number {
  const counts = new Map<number, number>();
  for (const { lastDelay } of clients) {
    const span = Math.floor((lastDelay ?? 0) / SPAN);
    counts.set(span, (counts.get(span) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
