import type { RawSocket } from "../../server/raw-socket.ts";
import type { ServerProcess } from "../server-process.ts";
import { enterRaw, OPEN_DOOR, withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { type Check, type Scenario, timeUntil, within } from "./scenario.ts";

/** ms. After 5 s without progress, as a slow reader is looked for each tick. */
const CLOSED_LIMIT = 7500;
const PATIENCE = 9000;

/** A WebSocket pong of a client, masked with nothing. */
const PONG = Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0);
const PONG_PERIOD = 500;

export const slowReaders: Scenario = {
  name: "two clients read nothing any more, one of them answers pings on and on",
  injected: "sockets paused, pongs sent",
  run: () =>
    withLoneServer({}, async (server) => {
      const watch = new TickWatch([await playing(server.url)]);
      const checks = await readNothing(server, "arena");
      return [...checks, watch.check("the match of the others loses no tick")];
    }),
  control: { kind: "run", what: "a room of plain Colyseus", run: () => withLoneServer(OPEN_DOOR, (server) => readNothing(server, "open")) },
};

async function readNothing(server: ServerProcess, mode: string): Promise<Check[]> {
  const [silent, answering] = [await enterRaw(server, mode), await enterRaw(server, mode)];
  for (const raw of [silent, answering]) raw.pause();
  const pongs = setInterval(() => answering.write(PONG), PONG_PERIOD);
  const [ofSilent, ofAnswering] = await Promise.all([untilClosed(silent), untilClosed(answering)]);
  clearInterval(pongs);
  for (const raw of [silent, answering]) raw.reset();
  return [within("who reads nothing is closed", ofSilent, CLOSED_LIMIT), within("who answers pings beside it as well", ofAnswering, CLOSED_LIMIT)];
}

/** A paused socket does not hear that it was closed; that nothing can be written any more it does. */
async function untilClosed(raw: RawSocket): Promise<number | null> {
  const probe = setInterval(() => raw.write(PONG), PONG_PERIOD);
  const took = await timeUntil(PATIENCE, () => !raw.isOpen);
  clearInterval(probe);
  return took;
}
