import express, { type ErrorRequestHandler, type Express } from "express";
import { PUBLIC_MATCHES_PATH } from "../../shared/protocol/public-match.ts";
import { PING_PATH, REGIONS_PATH, type RegionList } from "../../shared/protocol/regions.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { JoinOrOpen } from "../cluster/joining.ts";
import type { Version } from "../version.ts";
import { type Occupancy, reportCapacity } from "./capacity.ts";
import { listMatches } from "./matches.ts";
import { servePage } from "./page.ts";
import { sendProblem } from "./problem.ts";
import { reportReadiness } from "./readiness.ts";
import { answerPing, listRegions } from "./regions.ts";
import { giveSeat } from "./seats.ts";
import { securityHeaders } from "./security-headers.ts";
import { inTurns } from "./turns.ts";

interface Surroundings {
  version: Version;
  /** Directory of the built page. */
  page: string;
  /** Where the page takes its files from, without a slash at its end; null for here. */
  assets: string | null;
  regions: RegionList;
  /** False once the server has been asked to end, and has not been asked to stay after all. */
  takesIn: () => boolean;
  occupancy: () => Occupancy;
  joinOrOpen: JoinOrOpen;
  onFault: (error: unknown) => void;
}

/** Bytes. Join options are about 100; nobody has a reason to send more than this. */
const BODY_LIMIT = 4096;

/** Every URL of the server. The page and its server are of one origin: what others may read are the page's files and a ping, no more. */
export function createRoutes({ version, page, assets, regions, takesIn, occupancy, joinOrOpen, onFault }: Surroundings): Express {
  const app = express();
  app.disable("x-powered-by");
  // The socket's address counts, not what a header claims.
  app.set("trust proxy", false);
  // Before anything else is done for them.
  app.use("/matchmake", inTurns());
  app.use(securityHeaders({ assets, regions: regions.regions }));

  // That it answers is all there is to say: a process that ends its matches in peace is not to be killed for it.
  app.get("/healthz", (_request, response) => void response.set("Cache-Control", "no-store").json({ status: "ok" }));
  app.get("/readyz", reportReadiness(takesIn));
  app.get("/capacity", reportCapacity(occupancy));
  app.get("/version", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ ...version, protocol: PROTOCOL_VERSION });
  });
  app.get(PING_PATH, answerPing);
  app.get(REGIONS_PATH, listRegions(regions));
  app.get(PUBLIC_MATCHES_PATH, listMatches);
  app.post("/matchmake/:method/:target", express.json({ limit: BODY_LIMIT, type: () => true }), giveSeat(joinOrOpen, takesIn, onFault));
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
    if (status === 413) return sendProblem(response, { status, title: "Body too large", detail: `Send at most ${BODY_LIMIT} bytes.` });
    if (status === 400) return sendProblem(response, { status, title: "Bad request", detail: "Send a well-formed address and a well-formed JSON body." });
    if (status < 500) return sendProblem(response, { status, title: "Bad request", detail: "Send the body as plain JSON in UTF-8." });
    onFault(error);
    sendProblem(response, { status: 500, title: "Server fault", detail: "The server failed to answer; try again." });
  };
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
}
