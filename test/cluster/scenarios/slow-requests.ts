import { connect, type Socket } from "node:net";
import type { ServerProcess } from "../server-process.ts";
import { withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { type Check, equal, type Scenario, timeUntil, within } from "./scenario.ts";
import { STOCK } from "./stock.ts";
import { withCluster } from "./with-cluster.ts";

/** Bytes of a body that nobody needs to send. */
const BODY = 20_000_000;

/** ms in which a request has to say all its headers, and between two bytes of who does not. */
const CUT_LIMIT = 10_000;
const DRIP = 500;

/** Connections that do so at once. */
const SLOW = 50;

export const slowRequests: Scenario = {
  name: "requests with 20 MB of body, and requests that never end",
  injected: "by raw sockets, 50 with headers of a byte every half second",
  run: () =>
    withLoneServer({}, async (server) => {
      const watch = new TickWatch([await playing(server.url)]);
      const checks = await ask(server);
      return [...checks, watch.check("a match under way loses no tick")];
    }),
  control: {
    kind: "run",
    what: "Colyseus with its own HTTP server",
    run: ({ times }) => withCluster({ size: 1, times, ...STOCK }, (cluster) => ask(cluster.server(0))),
  },
};

async function ask({ port }: ServerProcess): Promise<Check[]> {
  const large = await statusOf(port, `POST /api/play HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${BODY}\r\n\r\n{`);
  const slow = Array.from({ length: SLOW }, () => dripping(port));
  const cut = await timeUntil(CUT_LIMIT + 3000, () => slow.every(({ socket }) => socket.destroyed));
  for (const { stop } of slow) stop();
  return [equal("a body of 20 MB is refused, before it is sent, with", large, "413"), within("headers that never end are cut", cut, CUT_LIMIT + 1500)];
}

/** Status of the first answer; "none" when there is none while the server waits for more. */
async function statusOf(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (bytes) => {
    answer += bytes.toString("latin1");
  });
  socket.on("error", () => socket.destroy());
  socket.write(request);
  await timeUntil(2000, () => answer.includes("\r\n"));
  socket.destroy();
  return answer.split(" ", 2)[1] ?? "none";
}

function dripping(port: number): { socket: Socket; stop: () => void } {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => socket.destroy());
  // It is told that it was too slow; to hear that is to be ended.
  socket.on("data", () => undefined);
  socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
  const timer = setInterval(() => {
    if (!socket.destroyed) socket.write("x");
  }, DRIP);
  const stop = (): void => {
    clearInterval(timer);
    socket.destroy();
  };
  socket.once("close", stop);
  return { socket, stop };
}
