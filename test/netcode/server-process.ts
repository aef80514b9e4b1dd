import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { createLog } from "../../server/operations/log.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import type { SimEvent } from "../../shared/sim/events.ts";
import { disarm, FIELD } from "./field.ts";
import { type Row, rowsOf } from "./rows.ts";

/** What `startServer` passes on, as JSON. */
export interface ServerOptions {
  tickRate: 20 | 40;
  bots: number;
  /** The open field instead of the default map, with weapons that hurt nobody. */
  isField: boolean;
  /** ms; null for the match's own. */
  viewAgeMax: number | null;
  /** Clients are sent all that there is to say, however slow their lines. */
  isUnbounded: boolean;
  /** Every tick is told. */
  isTold: boolean;
}

/** What the world says became of a shot, told to the process that started the server: no client is told of every shot. */
export interface Verdict {
  kind: "verdict";
  body: number;
  shot: number;
  /** 0 for none. */
  victim: number;
}

/** What there was to be told of a tick, to whomever it concerns: everybody's body and line of the score table. */
export interface Told {
  kind: "told";
  tick: number;
  rows: readonly Row[];
}

/** A server in a process of its own, as players have it; tells its port to the process that started it. */
const options = JSON.parse(process.argv[2] ?? "") as ServerOptions;
if (options.isField) disarm();
const config = readConfig({
  HOST: "127.0.0.1",
  PORT: "0",
  LOG_LEVEL: "silent",
  DATA_DIR: temporaryDirectory(),
  API_RATE: "1000000",
  TICK_RATE: String(options.tickRate),
  ARENA_BOTS: String(options.bots),
});
/** Projectiles in the air, and the shot that each one is. */
const flying = new Map<number, { body: number; shot: number }>();

function judge(event: SimEvent): void {
  if (event.kind === "projectileFired") flying.set(event.projectile, { body: event.body, shot: event.shot });
  if (event.kind === "railFired") tell({ kind: "verdict", body: event.body, shot: event.shot, victim: event.victim });
  const fired = event.kind === "projectileEnded" ? flying.get(event.projectile) : undefined;
  if (event.kind !== "projectileEnded" || fired === undefined) return;
  flying.delete(event.projectile);
  tell({ kind: "verdict", ...fired, victim: event.victim });
}

function tell(what: Verdict | Told): void {
  process.send?.(what);
}

const app = createApp(config, {
  rooms: {
    seed: 1,
    around: (_roomId, match, tick) => {
      tick();
      match.world.scratch.events.list().forEach(judge);
      if (options.isTold) tell({ kind: "told", tick: match.world.tick, rows: rowsOf(match.told) });
    },
    ...(options.isField ? { map: FIELD } : {}),
    ...(options.viewAgeMax === null ? {} : { viewAgeMax: options.viewAgeMax }),
    // What is held against what was told is held against a server that gives nothing up.
    ...(options.isTold ? { load: () => LoadStep.NONE } : {}),
    ...(options.isUnbounded ? { bytesPerSecond: Number.POSITIVE_INFINITY } : {}),
  },
  log: createLog(config.logLevel),
});
const { port } = await app.listen();
process.send?.(port);
process.on("disconnect", () => process.exit(0));
