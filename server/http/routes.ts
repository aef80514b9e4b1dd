import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { LEADERBOARDS_PATH, PLAYERS_PATH, TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { BROWSER_ERRORS_PATH } from "../../shared/protocol/browser-errors.ts";
import { GUESTS_PATH } from "../../shared/protocol/identity.ts";
import { OPERATORS_PATH } from "../../shared/protocol/operators.ts";
import { PLAY_PATH } from "../../shared/protocol/play.ts";
import { PUBLIC_MATCHES_PATH } from "../../shared/protocol/public-match.ts";
import { PING_PATH, REGIONS_PATH, type RegionList } from "../../shared/protocol/regions.ts";
import { SERVICE_NEWS_PATH, type ServiceNews } from "../../shared/protocol/service-news.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Origins } from "../limits/origins.ts";
import type { DoorMetrics } from "../operations/metrics/door-metrics.ts";
import type { Version } from "../version.ts";
import type { QueueDesk } from "./asking.ts";
import { type ErrorDesk, takeBrowserError } from "./browser-errors.ts";
import { type Occupancy, reportCapacity } from "./capacity.ts";
import { countRequests } from "./count-requests.ts";
import type { DoorNews } from "./door-news.ts";
import { admitGuest, type GuestDesk } from "./guests.ts";
import { listMatches } from "./matches.ts";
import { closedForMaintenance, refuseBanned, refuseClosedModes } from "./operator-refusals.ts";
import { routeMonitor } from "./operators/monitor.ts";
import { type OperatorDesk, routeOperators } from "./operators/operator-routes.ts";
import { fromOwnPage } from "./own-origin.ts";
import { servePage } from "./page.ts";
import { type RecordsDesk, showLeaderboard, showPlayer } from "./players.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";
import { explainProblem } from "./problem-meanings.ts";
import { routeQueueing } from "./queueing.ts";
import { type Readiness, reportReadiness } from "./readiness.ts";
import { answerPing, listRegions } from "./regions.ts";
import { giveRequestId, requestIdOf } from "./request-ids.ts";
import { giveSeat, returnToSeat, type SeatDesk } from "./seats.ts";
import { securityHeaders } from "./security-headers.ts";
import { inTurns } from "./turns.ts";

interface Surroundings extends GuestDesk, SeatDesk, RecordsDesk, QueueDesk, ErrorDesk {
  version: Version;
  /** Directory of the built page. */
  page: string;
  /** Where the page takes its files from, without a slash at its end; null for here. */
  assets: string | null;
  regions: RegionList;
  origins: Origins;
  /** Whether the page is only ever reached by https. */
  isSecure: boolean;
  readiness: () => Readiness;
  /** `host[:port]` of every process of the service; empty where this one is alone. */
  hosts: () => readonly string[];
  occupancy: () => Occupancy;
  metrics: DoorMetrics;
  operators: OperatorDesk;
}

/** Bytes. Join options are about 100, a ticket for a party has not a thousand. */
const BODY_LIMIT = 8192;

/** Every URL of the server. The page and its server are of one origin: what others may read are the page's files and a ping, no more. */
export function createRoutes({
  version,
  page,
  assets,
  regions,
  origins,
  isSecure,
  readiness,
  hosts,
  occupancy,
  metrics,
  operators,
  ...door
}: Surroundings): Express {
  const { identification, news } = door;
  const app = express();
  app.disable("x-powered-by");
  // The socket's address counts, not what a header claims.
  app.set("trust proxy", false);
  app.use(giveRequestId);
  app.use(countRequests(metrics));
  app.use(securityHeaders({ assets, regions: regions.regions, hosts, isSecure }));
  app.use("/monitor", inTurns(), identification.handler, routeMonitor(operators));
  // Before anything else is done for them.
  app.use(["/api", "/matchmake"], inTurns(), refuseLarge, fromOwnPage(origins), identification.handler, express.json({ limit: BODY_LIMIT, type: () => true }));

  // That it answers is all there is to say: a process that ends its matches in peace is not to be killed for it.
  app.get("/healthz", (_request, response) => void response.set("Cache-Control", "no-store").json({ status: "ok" }));
  app.get("/readyz", reportReadiness(readiness));
  app.get("/capacity", reportCapacity(occupancy));
  app.get("/version", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ ...version, protocol: PROTOCOL_VERSION });
  });
  app.get(PING_PATH, answerPing);
  app.get(REGIONS_PATH, listRegions(regions));
  app.get(SERVICE_NEWS_PATH, (_request, response) => {
    const { serviceWords, liveSettings } = operators;
    const news: ServiceNews = { motd: serviceWords.wordsOf("motd"), maintenance: serviceWords.wordsOf("maintenance"), closed: [...liveSettings.closedModes] };
    response.set("Cache-Control", "no-store").json(news);
  });
  app.get(PUBLIC_MATCHES_PATH, listMatches);
  app.post(GUESTS_PATH, admitGuest(door));
  app.use(OPERATORS_PATH, routeOperators(operators));
  const isOpen = [
    refuseBanned(operators.restrictions, identification),
    closedForMaintenance(() => operators.serviceWords.wordsOf("maintenance")),
    refuseClosedModes(() => operators.liveSettings.closedModes),
  ];
  app.post(PLAY_PATH, isOpen, giveSeat(door));
  app.post(TICKETS_PATH, isOpen);
  app.get(`${PLAYERS_PATH}/:id`, showPlayer(door));
  app.get(`${LEADERBOARDS_PATH}/:mode`, showLeaderboard(door));
  app.post("/matchmake/reconnect/:roomId", returnToSeat(door));
  routeQueueing(app, door);
  app.post(BROWSER_ERRORS_PATH, takeBrowserError(door));
  app.get("/problems/:name", explainProblem);
  app.use(servePage(page, assets));

  app.get("/", (_request, response) => {
    sendProblem(response, { status: 503, title: "Page not built", detail: "The page is not built: run `npm run build`, then start the server again." });
  });
  app.use((request, response) => {
    sendProblem(response, { status: 404, title: "Not found", detail: `There is nothing at ${request.path}; the game is at /.` });
  });
  app.use(answerError(news));
  return app;
}

const BODY_TOO_LARGE: Problem = { type: PROBLEM_TYPES.BODY_TOO_LARGE, status: 413, title: "Body too large", detail: `Send at most ${BODY_LIMIT} bytes.` };

/** At once, by what it is said to be: the body parser would have all of it sent first. */
const refuseLarge: RequestHandler = (request, response, next) => {
  if (Number(request.get("content-length") ?? 0) <= BODY_LIMIT) return next();
  response.set("Connection", "close");
  sendProblem(response, BODY_TOO_LARGE);
};

/** What express and its body parser throw: the client's mistakes carry a status below 500, everything else is a fault. */
function answerError(news: DoorNews): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status === 413) return sendProblem(response, BODY_TOO_LARGE);
    if (status === 400) return sendProblem(response, { status, title: "Bad request", detail: "Send a well-formed address and a well-formed JSON body." });
    if (status < 500) return sendProblem(response, { status, title: "Bad request", detail: "Send the body as plain JSON in UTF-8." });
    news.failed(error, requestIdOf(response));
    sendProblem(response, { status: 500, title: "Server fault", detail: "The server failed to answer; try again." });
  };
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
}
