import type { ServerProcess } from "../server-process.ts";
import { enterRaw, OPEN_DOOR, withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { type Check, type Scenario, timeUntil, within } from "./scenario.ts";

/** Of input, one byte each: as much as a client can say in the time that a flood may last. */
const FRAMES = 200_000;
const INPUT = 19;

/** ms */
const CLOSED_LIMIT = 1000;
const HEALTH_LIMIT = 1000;

export const messageFlood: Scenario = {
  name: "one client floods the server with messages",
  injected: "200,000 frames of input, as fast as the line takes them",
  run: () =>
    withLoneServer({}, async (server) => {
      const watch = new TickWatch([await playing(server.url)]);
      const checks = await flood(server, "arena");
      return [...checks, watch.check("the match of the others loses no tick")];
    }),
  control: { kind: "run", what: "a room of plain Colyseus", run: () => withLoneServer(OPEN_DOOR, (server) => flood(server, "open")) },
};

async function flood(server: ServerProcess, mode: string): Promise<Check[]> {
  const raw = await enterRaw(server, mode);
  const from = performance.now();
  for (let frame = 0; frame < FRAMES && raw.isOpen; frame++) raw.send([INPUT]);
  const asked = performance.now();
  const health = fetch(`${server.url}/healthz`).then(() => performance.now() - asked);
  const closed = await timeUntil(3 * CLOSED_LIMIT, () => !raw.isOpen);
  const took = performance.now() - from;
  const checks = [
    within("it is closed, from its first frame on", closed === null ? null : took, CLOSED_LIMIT + (asked - from)),
    within("who asks after the server's health meanwhile is answered", await health, HEALTH_LIMIT),
  ];
  raw.reset();
  return checks;
}
