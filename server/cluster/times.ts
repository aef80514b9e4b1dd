/** What the processes of a cluster wait for each other, all in ms. */
export interface ClusterTimes {
  /** Between two signs of life of a process. */
  heartbeat: number;
  /** A process that gave no sign for so long holds nothing any more. */
  lease: number;
  /** Redis answers a command within this, or it counts as away. */
  command: number;
  /** Another process answers within this, or it is passed over. */
  reply: number;
  /** Between two proofs that what is published arrives. */
  probe: number;
  /** The first answer of Redis is waited for: it may be started together with the servers. */
  start: number;
}

export const CLUSTER_TIMES: ClusterTimes = { heartbeat: 3000, lease: 10_000, command: 900, reply: 1000, probe: 1000, start: 10_000 };
