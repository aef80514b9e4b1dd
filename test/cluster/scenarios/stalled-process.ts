import { CATCH_UP_MAX } from "../../../server/match/scheduler.ts";
import { askSeat, giveSeatsBack } from "../door.ts";
import { matchOnEach, nothingLeft } from "./matches.ts";
import { atMost, equal, limitOf, pause, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** ms */
const STALL = 20_000;
const LISTED_LIMIT = 5000;
const JOIN_LIMIT = 1000;
/** A process has 1 s to answer. */
const REFUSAL_LIMIT = 1500;
const SECOND = 1000;

/** Ticks of a second, and what a second that is not measured to the ms may hold beside them. */
const TICKS_PER_SECOND = 40;
const TICK_TOLERANCE = 6;

export const stalledProcess: Scenario = {
  name: "a process with live rooms stalls for 20 s",
  injected: "kill -STOP, kill -CONT",
  run: (pace) =>
    withCluster({ size: 2, times: pace.times }, async (cluster, view) => {
      const players = await matchOnEach(cluster, view);
      const [first, second] = players;
      if (first === undefined || second === undefined) throw new Error("a match is missing");
      const stalled = cluster.server(1);
      stalled.stall();
      await pause(Math.max(STALL * pace.scale, 3000));
      // Known to stand still by now: who asks is not made to wait for it.
      const join = await askSeat(cluster.url, { mode: "arena" });
      const own = await askSeat(cluster.url, { roomId: second.room.roomId });
      const before = second.room.state.tick;
      stalled.wake();
      await pause(SECOND);
      const ran = second.room.state.tick - before;
      const listed = await timeUntil(limitOf(pace, LISTED_LIMIT), async () => {
        const answer = await askSeat(cluster.url, { roomId: second.room.roomId });
        await giveSeatsBack(cluster.url, [answer]);
        return answer.kind === "seat";
      });
      const hidden = await timeUntil(limitOf(pace, LISTED_LIMIT), async () => {
        const running = [...(await view.processes()).values()].reduce((sum, { rooms }) => sum + rooms, 0);
        return running === (await view.matches()).length;
      });
      await giveSeatsBack(cluster.url, [join]);
      return [
        within("a join meanwhile", join.ms, JOIN_LIMIT),
        equal("gets a seat", join.kind, "seat"),
        equal("a join to its own room gets", own.kind === "refused" && (own.retryAfter ?? 0) > 0 ? own.status : own.kind, 503),
        within("within", own.ms, REFUSAL_LIMIT),
        atMost("ticks in the first second after it", ran, TICKS_PER_SECOND + CATCH_UP_MAX + TICK_TOLERANCE),
        within("its room takes players again", listed === null ? null : SECOND + listed, limitOf(pace, LISTED_LIMIT)),
        equal("no room is hidden for good", hidden !== null, true),
        ...(await nothingLeft(cluster, view, players)),
      ];
    }),
  control: {
    kind: "run",
    what: "Colyseus' own driver and presence",
    run: (pace) =>
      withCluster({ ...STOCK, size: 2, times: pace.times }, async (cluster) => {
        const match = await askSeat(cluster.url, { mode: "arena" });
        const [first, second] = cluster.servers;
        if (match.kind === "refused" || first === undefined || second === undefined) throw new Error("the control gave no seat");
        // Stands still by turns: one of the two has the match.
        first.stall();
        const whileFirst = await askSeat(second.url, { mode: "arena" });
        first.wake();
        second.stall();
        const whileSecond = await askSeat(first.url, { mode: "arena" });
        second.wake();
        return [within("a join meanwhile", Math.max(whileFirst.ms, whileSecond.ms), JOIN_LIMIT)];
      }),
  },
};
