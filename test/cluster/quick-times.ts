import { CLUSTER_TIMES } from "../../server/cluster/times.ts";
import { MATCHMAKING_TIMES } from "../../server/matchmaking/times.ts";

/** Loaded before `server/main.ts` (`node --import`): the same server, with the times of these names in its environment. */
Object.assign(CLUSTER_TIMES, JSON.parse(process.env.CLUSTER_TIMES ?? "{}"));
Object.assign(MATCHMAKING_TIMES, JSON.parse(process.env.MATCHMAKING_TIMES ?? "{}"));
