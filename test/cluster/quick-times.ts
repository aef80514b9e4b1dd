import { CLUSTER_TIMES } from "../../server/cluster/times.ts";

/** Loaded before `server/main.ts` (`node --import`): the same server, with the times of CLUSTER_TIMES in its environment. */
Object.assign(CLUSTER_TIMES, JSON.parse(process.env.CLUSTER_TIMES ?? "{}"));
