import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { type App, createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { CURVES, type Curve, type TicketMode } from "../../server/matchmaking/curve.ts";
import { createLog } from "../../server/operations/log.ts";
import type { RoomOptions } from "../../server/rooms/room-options.ts";
import { LoadStep } from "../../shared/protocol/load.ts";
import { QueueDoor } from "./queue-door.ts";

/** ms. Bots come after this here. */
export const BOTS_AFTER = 1500;

const hasty = (curve: Curve): Curve => ({ ...curve, botsAfter: BOTS_AFTER, alongAfter: 0 });
const HASTY: Record<TicketMode, Curve> = { duel: hasty(CURVES.duel), squads: hasty(CURVES.squads) };

/** A whole server at which people queue. */
export class QueueServer extends QueueDoor {
  readonly app: App;

  private constructor(app: App, url: string) {
    super(url);
    this.app = app;
  }

  /** `curves`: others than those by which bots come at once. */
  static async start(curves: Partial<Record<TicketMode, Curve>> = {}, rooms: Partial<RoomOptions> = {}): Promise<QueueServer> {
    const config = readConfig({
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "silent",
      DATA_DIR: temporaryDirectory(),
      // Everybody comes from one address.
      API_RATE: "1000000",
      ADDRESS_SEATS: "100000",
    });
    const app = createApp(config, {
      rooms: { seed: 1, load: () => LoadStep.NONE, ...rooms },
      log: createLog(config.logLevel),
      matchmaking: { curves: { ...HASTY, ...curves }, times: { period: 50, look: 20 } },
    });
    const { port } = await app.listen();
    return new QueueServer(app, `http://127.0.0.1:${port}`);
  }
}
