import express, { type ErrorRequestHandler, type Express } from "express";
import { LEADERBOARDS_PATH, PLAYERS_PATH } from "../../shared/protocol/api-paths.ts";
import { GUESTS_PATH } from "../../shared/protocol/identity.ts";
import { PLAY_PATH } from "../../shared/protocol/play.ts";
import { PUBLIC_MATCHES_PATH } from "../../shared/protocol/public-match.ts";
import { PING_PATH, REGIONS_PATH, type RegionList } from "../../shared/protocol/regions.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Version } from "../version.ts";
import type { QueueDesk } from "./asking.ts";
import { type Occupancy, reportCapacity } from "./capacity.ts";
import { admitGuest, type GuestDesk } from "./guests.ts";
import { listMatches } from "./matches.ts";
import { servePage } from "./page.ts";
import { type RecordsDesk, showLeaderboard, showPlayer } from "./players.ts";
import { PROBLEM_TYPES, sendProblem } from "./problem.ts";
import { explainProblem } from "./problem-meanings.ts";
import { routeQueueing } from "./queueing.ts";
import { type Readiness, reportReadiness } from "./readiness.ts";
import { answerPing, listRegions } from "./regions.ts";
import { giveSeat, returnToSeat, type SeatDesk } from "./seats.ts";
import { securityHeaders } from "./security-headers.ts";
import { inTurns } from "./turns.ts";

interface Surroundings extends GuestDesk, SeatDesk, RecordsDesk, QueueDesk {
  version: Version;
  /** Directory of the built page. */
  page: string;
  /** Where the page takes its files from, without a slash at its end; null for here. */
  assets: string | null;
  regions: RegionList;
  readiness: () => Readiness;
  /** `host[:port]` of every process of the service; empty where this one is alone. */
  hosts: () => readonly string[];
  occupancy: () => Occupancy;
}

/** Bytes. Join options are about 100, a ticket for a party has not a thousand. */
const BODY_LIMIT = 8192;

/** Every URL of the server. The page and its server are of one origin: what others may read are the page's files and a ping, no more. */
export function createRoutes({ version, page, assets, regions, readiness, hosts, occupancy, ...door }: Surroundings): Express {
  const { identification, onFault } = door;
  const app = express();
  app.disable("x-powered-by");
  // The socket's address counts, not what a header claims.
  app.set("trust proxy", false);
  app.use(securityHeaders({ assets, regions: regions.regions, hosts }));
  // Before anything else is done for them.
  app.use(["/api", "/matchmake"], inTurns(), identification.handler, express.json({ limit: BODY_LIMIT, type: () => true }));

  // That it answers is all there is to say: a process that ends its matches in peace is not to be killed for it.
  app.get("/healthz", (_request, response) => void response.set("Cache-Control", "no-store").json({ status: "ok" }));
  app.get("/readyz", reportReadiness(readiness));
  app.get("/capacity", reportCapacity(occupancy));
  app.get("/version", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ ...version, protocol: PROTOCOL_VERSION });
  });
  app.get(PING_PATH, answerPing);
  app.get(REGIONS_PATH, listRegions(regions));
  app.get(PUBLIC_MATCHES_PATH, listMatches);
  app.post(GUESTS_PATH, admitGuest(door));
  app.post(PLAY_PATH, giveSeat(door));
  app.get(`${PLAYERS_PATH}/:id`, showPlayer(door));
  app.get(`${LEADERBOARDS_PATH}/:mode`, showLeaderboard(door));
  app.post("/matchmake/reconnect/:roomId", returnToSeat(door));
  routeQueueing(app, door);
  app.get("/problems/:name", explainProblem);
  app.use(servePage(page, assets));

  app.get("/", (_request, response) => {
    sendProblem(response, { status: 503, title: "Page not built", detail: "The page is not built: run `npm run build`, then start the server again." });
  });
  app.use((request, response) => {
    sendProblem(response, { status: 404, title: "Not found", detail: `There is nothing at ${request.path}; the game is at /.` });
  });
  app.use(answerError(onFault));
  return app;
}

/** What express and its body parser throw: the client's mistakes carry a status below 500, everything else is a fault. */
function answerError(onFault: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status === 413) {
      return sendProblem(response, { type: PROBLEM_TYPES.BODY_TOO_LARGE, status, title: "Body too large", detail: `Send at most ${BODY_LIMIT} bytes.` });
    }
    if (status === 400) return sendProblem(response, { status, title: "Bad request", detail: "Send a well-formed address and a well-formed JSON body." });
    if (status < 500) return sendProblem(response, { status, title: "Bad request", detail: "Send the body as plain JSON in UTF-8." });
    onFault(error);
    sendProblem(response, { status: 500, title: "Server fault", detail: "The server failed to answer; try again." });
  };
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
}
