import { compileTerrain } from "../../../shared/sim/terrain.ts";
import { ScriptedPlayer } from "../../netcode/player.ts";
import { BadNetwork } from "../../proxy/bad-network.ts";
import { roundTripOf } from "../../proxy/lane.ts";
import type { ServerProcess } from "../server-process.ts";
import { withLoneServer } from "./lone-server.ts";
import { atMost, type Check, equal, type Pace, pause, type Scenario } from "./scenario.ts";

/** ms of play. */
const PLAY = 300_000;

/** ms of a stall, and between two. */
const LONG_STALL = 500;
const SHORT_STALL = 150;
const STALL_PERIOD = 10_000;

export const badNetwork: Scenario = {
  name: "a network with a round trip of 150 ± 30 ms, which stands still now and then",
  injected: "latency, jitter, stalls of 150 and of 500 ms by turns",
  run: (pace) => withLoneServer({}, (server) => playThrough(server, pace, 1)),
  control: {
    kind: "run",
    what: "a client that accelerates by 1 % more than the server",
    run: (pace) => withLoneServer({}, (server) => playThrough(server, { ...pace, scale: pace.scale / 5 }, 1.01)),
  },
};

/** `acceleration`: of the client's own prediction, as a multiple of what is right. */
async function playThrough(server: ServerProcess, { scale }: Pace, acceleration: number): Promise<Check[]> {
  let isLost = false;
  const network = await BadNetwork.start(server.port, roundTripOf(150, 30), Math.random);
  const player = await new ScriptedPlayer(
    network.port,
    ({ connection }, controls, now) => {
      isLost ||= connection.kind === "reconnecting";
      controls.moveX = Math.floor(now / 700) % 2 === 0 ? 1 : -1;
    },
    {
      compile(map, rate) {
        const terrain = compileTerrain(map, rate);
        return { ...terrain, pace: { ...terrain.pace, acceleration: Math.round(terrain.pace.acceleration * acceleration) } };
      },
    },
  ).join();
  const stalls = Math.floor((PLAY * scale) / STALL_PERIOD);
  for (let stall = 0; stall < stalls; stall++) {
    await pause(STALL_PERIOD);
    network.stall(stall % 2 === 1 ? LONG_STALL : SHORT_STALL);
  }
  await pause(STALL_PERIOD / 2);
  const { corrections, driftPeak } = player.scene.net;
  const checks = [
    equal("connection after all of it", player.scene.connection.kind, "connected"),
    equal("the connection is given up meanwhile", isLost, false),
    equal("corrections that nothing explains", corrections.drift, 0),
    equal("drift, units", driftPeak, 0),
    atMost(`corrections of what the server did without word of the client, in ${stalls} stalls`, corrections.invented, stalls),
  ];
  player.leave();
  await network.close();
  return checks;
}
