import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { Player } from "../../server/player.ts";
import type { Cluster } from "../cluster.ts";
import type { RegistryView } from "../registry-view.ts";
import { matchOnEach, nothingLeft, playing } from "./matches.ts";
import { type Check, equal, type Scenario, timeUntil, within } from "./scenario.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const CLOSED_LIMIT = 1000;
const PATIENCE = 1500;

export const samePlayer: Scenario = {
  name: "a player joins by a second process",
  injected: "the same token, in another match",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const { checks, players } = await joinTwice(cluster, view);
      return [...checks, ...(await nothingLeft(cluster, view, players))];
    }),
  control: {
    kind: "run",
    what: "players that no process claims",
    run: (pace) =>
      withCluster({ size: 2, times: pace.times, preloads: ["test/cluster/unclaimed.ts"] }, async (cluster, view) => (await joinTwice(cluster, view)).checks),
  },
};

/** There and back: each process is once the older one. */
async function joinTwice(cluster: Cluster, view: RegistryView): Promise<{ checks: Check[]; players: Player[] }> {
  const [first, second] = await matchOnEach(cluster, view);
  if (first === undefined || second === undefined) throw new Error("a match is missing");
  const other = await playing(cluster.url, { kind: "room", roomId: first.room.roomId });
  const there = await Player.join(cluster.server(1).url, {}, { kind: "room", roomId: second.room.roomId }, first.guest);
  there.play({});
  const closed = await timeUntil(PATIENCE, () => first.left !== null);
  const back = await Player.join(cluster.server(0).url, {}, { kind: "room", roomId: first.room.roomId }, first.guest);
  back.play({});
  const closedAgain = await timeUntil(PATIENCE, () => there.left !== null);
  await timeUntil(PATIENCE, () => other.room.state.roster.size === 2);
  const checks = [
    within("the older connection is closed", closed, CLOSED_LIMIT),
    equal("and told why", first.left ?? 0, CloseCode.ELSEWHERE),
    within("the same the other way round", closedAgain, CLOSED_LIMIT),
    equal("and told why, the other way round", there.left ?? 0, CloseCode.ELSEWHERE),
    equal("the newest stays", back.left === null && second.left === null, true),
    equal("seats of two people in one match", other.room.state.roster.size, 2),
  ];
  return { checks, players: [first, second, other, there, back] };
}
