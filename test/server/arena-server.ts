import { Client } from "@colyseus/sdk";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { type App, createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { createLog } from "../../server/operations/log.ts";
import type { RoomOptions } from "../../server/rooms/room-options.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

export interface ArenaServer {
  readonly app: App;
  readonly port: number;
  readonly url: string;
  /** Of its internal port. */
  readonly internalUrl: string;
  readonly client: Client;
}

/**
 * A whole server on a free port, without bots unless asked for. One per test file: Colyseus keeps its matchmaker in a module. It gives
 * nothing up when there is too much to do: the clients of the test are in its process.
 */
export async function startArena(environment: Record<string, string> = {}, rooms: Partial<RoomOptions> = {}): Promise<ArenaServer> {
  // Everybody comes from one address.
  const unbounded = { API_RATE: "1000000", ADDRESS_SEATS: "100000", ADDRESS_CONNECTIONS: "100000", UPGRADE_RATE: "100000" };
  const config = readConfig({
    HOST: "127.0.0.1",
    PORT: "0",
    INTERNAL_PORT: "0",
    ARENA_BOTS: "0",
    LOG_LEVEL: "silent",
    DATA_DIR: temporaryDirectory(),
    ...unbounded,
    ...environment,
  });
  const app = createApp(config, { rooms: { seed: 1, load: () => LoadStep.NONE, ...rooms }, log: createLog(config.logLevel) });
  const { port, internalPort } = await app.listen();
  const url = `http://127.0.0.1:${port}`;
  return { app, port, url, internalUrl: `http://127.0.0.1:${internalPort}`, client: new Client(url) };
}

/** What our own page sends. */
export function joinOptions(more: Partial<JoinOptions> = {}): JoinOptions {
  return { protocol: PROTOCOL_VERSION, ...more };
}
