import { badNetwork } from "./bad-network.ts";
import { clockJump } from "./clock-jump.ts";
import { drain } from "./drain.ts";
import { failingCode } from "./failing-code.ts";
import { forgedTokens } from "./forged-tokens.ts";
import { fullDisk } from "./full-disk.ts";
import { joinFlood } from "./join-flood.ts";
import { killedProcess } from "./killed-process.ts";
import { killedWriter } from "./killed-writer.ts";
import { malformedFrames } from "./malformed-frames.ts";
import { messageFlood } from "./message-flood.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { cutSubscribers, redisFlush, redisPause, redisRestart } from "./redis-faults.ts";
import { resetConnections } from "./reset-connections.ts";
import { samePlayer } from "./same-player.ts";
import type { Scenario } from "./scenario.ts";
import { slowReaders } from "./slow-readers.ts";
import { slowRequests } from "./slow-requests.ts";
import { stalledCreation } from "./stalled-creation.ts";
import { stalledProcess } from "./stalled-process.ts";
import { vanishedPeer } from "./vanished-peer.ts";

/** Every fault that the service has to survive: of processes, of Redis, of networks and clients, of attackers, of disks. */
export const SCENARIOS: readonly Scenario[] = [
  killedProcess,
  stalledCreation,
  stalledProcess,
  redisRestart,
  redisFlush,
  redisPause,
  cutSubscribers,
  slowReaders,
  vanishedPeer,
  resetConnections,
  badNetwork,
  messageFlood,
  malformedFrames,
  slowRequests,
  joinFlood,
  reconnectStorm,
  forgedTokens,
  samePlayer,
  failingCode,
  clockJump,
  killedWriter,
  fullDisk,
  drain,
];
