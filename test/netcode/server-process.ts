import { createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { createLog } from "../../server/operations/log.ts";
import { disarm, FIELD } from "./field.ts";

/** What `startServer` passes on, as JSON. */
export interface ServerOptions {
  tickRate: 20 | 40;
  bots: number;
  /** The open field instead of the default map, with weapons that hurt nobody. */
  isField: boolean;
  /** ms; null for the match's own. */
  viewAgeMax: number | null;
}

/** A server in a process of its own, as players have it; tells its port to the process that started it. */
const options = JSON.parse(process.argv[2] ?? "") as ServerOptions;
if (options.isField) disarm();
const config = readConfig({ HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", TICK_RATE: String(options.tickRate), ARENA_BOTS: String(options.bots) });
const app = createApp(config, {
  rooms: { seed: 1, ...(options.isField ? { map: FIELD } : {}), ...(options.viewAgeMax === null ? {} : { viewAgeMax: options.viewAgeMax }) },
  log: createLog(config.logLevel),
});
const { port } = await app.listen();
process.send?.(port);
process.on("disconnect", () => process.exit(0));
