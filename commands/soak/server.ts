import { memoryUsage } from "node:process";
import { temporaryDirectory } from "../temporary-directory.ts";
import { gaugesOf } from "./gauges.ts";
import { countListeners, watchEmitters } from "./listeners.ts";
import type { Held, ServerAnswer, ServerRequest } from "./messages.ts";
import { countTimers, watchTimers } from "./timers.ts";

/** The server as players have it, in a process of its own that says what it holds. Started with --expose-gc. */
watchEmitters();
watchTimers();
// Only now: what they do while they load is to be counted.
const { createApp } = await import("../../server/app.ts");
const { readConfig } = await import("../../server/config.ts");
const { createLog } = await import("../../server/operations/log.ts");

const config = readConfig({ HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "error", DATA_DIR: temporaryDirectory(), ...JSON.parse(process.argv[2] ?? "{}") });
const app = createApp(config, { log: createLog(config.logLevel) });

process.on("message", (request: ServerRequest) => {
  switch (request.kind) {
    case "held":
      return void held().then((figures) => answer({ kind: "held", held: figures }));
    case "stop":
      return void app.close().then(() => process.exit(0));
  }
});
process.on("disconnect", () => process.exit(0));

const { port, internalPort } = await app.listen();
await app.prepare();
answer({ kind: "listening", port });

/** What a first collection finds finalizers for is gone with the second. */
async function held(): Promise<Held> {
  const metrics = await fetch(`http://127.0.0.1:${internalPort}/metrics`);
  const gauges = gaugesOf(await metrics.text());
  globalThis.gc?.();
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  const { heapUsed, rss, external } = memoryUsage();
  return {
    heap: heapUsed,
    external,
    rss,
    timers: countTimers(),
    listeners: countListeners(),
    gauges,
    cpu: process.cpuUsage().user + process.cpuUsage().system,
  };
}

function answer(words: ServerAnswer): void {
  process.send?.(words);
}
