import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Clients } from "./clients.ts";
import { IdleClients } from "./idle-clients.ts";
import type { PicturesTaken, WorkerAnswer, WorkerRequest, WorkerTask } from "./messages.ts";
import { DecodingPlayers, LightPlayers } from "./players.ts";

/** ns in a ms. */
const NS = 1e6;

/** ms between two looks at the loop; what it measures contains it. */
const RESOLUTION = 1;

/** A process of clients: does what the process that started it asks for, and answers. */
const task = JSON.parse(process.argv[2] ?? "") as WorkerTask;
const clients = clientsOf(task);
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

await clients.prepare();
process.on("message", (request: WorkerRequest) => void serve(request));
process.on("disconnect", () => process.exit(0));
tell({ kind: "ready" });

async function serve(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case "join":
      return tell({ kind: "join", ...(await clients.join()) });
    case "measure":
      clients.measure();
      delay.reset();
      return tell({ kind: "measure" });
    case "figures":
      return tell({ kind: "figures", figures: { ...clients.figures(), loopDelay: Math.max(0, delay.percentile(99) / NS - RESOLUTION) } });
    case "leave":
      return tell({ kind: "leave", left: await clients.leave() });
  }
}

function clientsOf(wanted: WorkerTask): Clients {
  switch (wanted.kind) {
    case "light":
      return new LightPlayers(wanted);
    case "decoding":
      return new DecodingPlayers(wanted, (pictures) => tell({ kind: "pictures", pictures }));
    case "idle":
      return new IdleClients(wanted);
  }
}

function tell(words: WorkerAnswer | PicturesTaken): void {
  process.send?.(words);
}
