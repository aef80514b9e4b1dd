import { drain } from "./drain.ts";
import { failingCode } from "./failing-code.ts";
import { joinFlood } from "./join-flood.ts";
import { killedProcess } from "./killed-process.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { cutSubscribers, redisFlush, redisPause, redisRestart } from "./redis-faults.ts";
import { samePlayer } from "./same-player.ts";
import type { Scenario } from "./scenario.ts";
import { stalledCreation } from "./stalled-creation.ts";
import { stalledProcess } from "./stalled-process.ts";

/** Every fault that a cluster has to survive. */
export const SCENARIOS: readonly Scenario[] = [
  killedProcess,
  stalledCreation,
  stalledProcess,
  redisRestart,
  redisFlush,
  redisPause,
  cutSubscribers,
  joinFlood,
  reconnectStorm,
  samePlayer,
  failingCode,
  drain,
];
