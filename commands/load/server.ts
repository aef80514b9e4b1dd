import { createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { createLog } from "../../server/operations/log.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import type { ServerAnswer, ServerRequest } from "./messages.ts";
import { ServerTap } from "./server-tap.ts";

/** The server as players have it, in a process of its own that measures itself and answers the process that started it. */
// All players come from one address.
const UNBOUNDED = { API_RATE: "1000000", ADDRESS_SEATS: "100000", ADDRESS_CONNECTIONS: "100000", UPGRADE_RATE: "100000" };
const config = readConfig({
  HOST: "127.0.0.1",
  PORT: "0",
  LOG_LEVEL: "error",
  DATA_DIR: temporaryDirectory(),
  ...UNBOUNDED,
  ...JSON.parse(process.argv[2] ?? "{}"),
});
const tap = new ServerTap();
const app = createApp(config, { rooms: { seed: 1, around: (roomId, match, tick) => tap.around(roomId, match, tick) }, log: createLog(config.logLevel) });

process.on("message", (request: ServerRequest) => {
  switch (request.kind) {
    case "measure":
      tap.measure();
      return answer({ kind: "measure" });
    case "collect":
      // Started with --expose-gc.
      globalThis.gc?.();
      return answer({ kind: "collect" });
    case "figures":
      return answer({ kind: "figures", figures: tap.figures() });
    case "positions":
      return answer({ kind: "positions", ticks: tap.positions(request.roomId, request.from, request.to) });
    case "stop":
      return void app.close().then(() => process.exit(0));
  }
});
process.on("disconnect", () => process.exit(0));

const { port } = await app.listen();
// As a server that has run for some seconds.
await app.prepare();
answer({ kind: "listening", port });

function answer(words: ServerAnswer): void {
  process.send?.(words);
}
