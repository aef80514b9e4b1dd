import { BadNetwork } from "../../proxy/bad-network.ts";
import { clear } from "../../proxy/lane.ts";
import { Player } from "../../server/player.ts";
import type { ServerProcess } from "../server-process.ts";
import { withLoneServer } from "./lone-server.ts";
import { playing } from "./matches.ts";
import { type Check, equal, type Pace, type Scenario, timeUntil, within } from "./scenario.ts";

const RESETS = 100;
const RESETS_LEAST = 20;

/** ms until state and welcome are back. */
const MEDIAN_LIMIT = 300;
const WORST_LIMIT = 2000;

export const resetConnections: Scenario = {
  name: "the connection of a player is reset in mid-match, again and again",
  injected: "TCP resets",
  run: (pace) => withLoneServer({}, (server) => resetAgain(server, pace)),
  control: { kind: "none", why: "who is not let back has nothing to time: plain Colyseus gives a lost seat away unless a room asks it not to" },
};

async function resetAgain(server: ServerProcess, { scale }: Pace): Promise<Check[]> {
  const network = await BadNetwork.start(server.port, { up: clear, down: clear }, () => 0.5);
  const url = `http://127.0.0.1:${network.port}`;
  let player = await playing(url);
  const { body } = player;
  const took: number[] = [];
  const bodies = new Set<number>();
  let isTwice = false;
  for (let round = 0; round < Math.max(RESETS_LEAST, RESETS * scale); round++) {
    const from = performance.now();
    network.reset();
    await timeUntil(WORST_LIMIT, () => player.left !== null);
    player = await Player.join(url, {}, player.wayBack);
    await timeUntil(WORST_LIMIT, () => player.body !== 0);
    took.push(performance.now() - from);
    bodies.add(player.body);
    // Frames are counted by connection: what is acknowledged are those of this one, and never more than were sent.
    const sent = 5;
    for (let frame = 0; frame < sent; frame++) player.send({ moveX: 4096 });
    await timeUntil(WORST_LIMIT, () => player.acknowledged >= sent);
    isTwice ||= player.acknowledged !== sent;
  }
  took.sort((a, b) => a - b);
  await network.close();
  return [
    within(`back in ${took.length} resets, at the median`, took[Math.floor(took.length / 2)] ?? null, MEDIAN_LIMIT),
    within("at the 99th percentile", took[Math.ceil(took.length * 0.99) - 1] ?? null, WORST_LIMIT),
    equal("as the same body", [...bodies].join(), String(body)),
    equal("a frame that is applied twice or lost", isTwice, false),
  ];
}
