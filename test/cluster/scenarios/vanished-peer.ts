import { LOBBY } from "../../../shared/protocol/lobby.ts";
import { STATUS_DROPPED } from "../../../shared/protocol/state.ts";
import { ScriptedPlayer } from "../../netcode/player.ts";
import { BadNetwork } from "../../proxy/bad-network.ts";
import { clear } from "../../proxy/lane.ts";
import { Player } from "../../server/player.ts";
import type { ServerProcess } from "../server-process.ts";
import { enterRaw, OPEN_DOOR, withLoneServer } from "./lone-server.ts";
import { playing } from "./matches.ts";
import { type Check, equal, type Pace, type Scenario, timeUntil, within } from "./scenario.ts";

/** ms by which the server misses a peer: a ping period, the time for an answer, and a second. */
const MISSED_LIMIT = 16_000;
const MISSED_LIMIT_QUICK = 4000;
/** ms by which a client gives a silent server up, and by which it plays on. */
const GIVEN_UP_LIMIT = 4500;
const PLAYS_ON_LIMIT = 6000;
const START_PATIENCE = 3000;

export const vanishedPeer: Scenario = {
  name: "a peer vanishes without a word: a client for the server, the server for a client",
  injected: "connections that carry nothing any more, in either direction",
  run: (pace) =>
    withLoneServer({ environment: pingsOf(pace) }, async (server) => [
      ...(await vanish(pace, server, LOBBY)),
      ...(await playerVanishes(server)),
      ...(await serverVanishes(server)),
    ]),
  control: { kind: "run", what: "a room of plain Colyseus", run: (pace) => withLoneServer(OPEN_DOOR, (server) => vanish(pace, server, "open")) },
};

/** The server's own at full length. */
function pingsOf({ scale }: Pace): Record<string, string> {
  return scale === 1 ? {} : { PING_SECONDS: "1", PONG_SECONDS: "1" };
}

/** Somebody who has nothing to say but answers to pings: only those tell that they are there. */
async function vanish({ scale }: Pace, server: ServerProcess, mode: string): Promise<Check[]> {
  const limit = scale === 1 ? MISSED_LIMIT : MISSED_LIMIT_QUICK;
  const raw = await enterRaw(server, mode);
  raw.answersPings = false;
  const missed = await timeUntil(limit + 1000, () => !raw.isOpen);
  raw.reset();
  return [within("the server misses a client that has vanished", missed, limit)];
}

/** In a match its silence is found sooner, and the seat waits. */
async function playerVanishes(server: ServerProcess): Promise<Check[]> {
  const watcher = await playing(server.url);
  const network = await BadNetwork.start(server.port, { up: clear, down: clear }, () => 0.5);
  const player = await playing(`http://127.0.0.1:${network.port}`, { kind: "room", roomId: watcher.room.roomId });
  const { body } = player;
  network.halfOpen();
  const status = (): number => watcher.room.state.roster.get(String(body))?.status ?? 0;
  const dropped = await timeUntil(MISSED_LIMIT, () => (status() & STATUS_DROPPED) !== 0);
  const back = await Player.join(server.url, {}, player.wayBack);
  await timeUntil(2000, () => back.body !== 0);
  const checks = [
    within("the server misses a player who has vanished", dropped, MISSED_LIMIT),
    equal("whose seat is kept: the same body is back", back.body, body),
  ];
  await Promise.all([back.leave(), watcher.leave()]);
  await network.close();
  return checks;
}

/** By the real client, which plays through a network that dies under it. */
async function serverVanishes(server: ServerProcess): Promise<Check[]> {
  const network = await BadNetwork.start(server.port, { up: clear, down: clear }, () => 0.5);
  let hasGivenUp = false;
  const player = await new ScriptedPlayer(network.port, ({ connection }) => {
    hasGivenUp ||= connection.kind === "reconnecting";
  }).join();
  const isPlaying = await timeUntil(START_PATIENCE, () => player.scene.focus !== 0);
  const { focus } = player.scene;
  network.halfOpen(["down"]);
  const from = performance.now();
  const givenUp = await timeUntil(GIVEN_UP_LIMIT + 1000, () => hasGivenUp);
  const isBack = await timeUntil(PLAYS_ON_LIMIT, () => hasGivenUp && player.scene.connection.kind === "connected");
  const playsOn = isBack === null ? null : performance.now() - from;
  const checks = [
    equal("a client plays", isPlaying !== null, true),
    within("it gives a server that has vanished up", givenUp, GIVEN_UP_LIMIT),
    within("and plays on by another connection", playsOn, PLAYS_ON_LIMIT),
    equal("as the same body", player.scene.focus, focus),
  ];
  player.leave();
  await network.close();
  return checks;
}
