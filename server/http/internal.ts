import express, { type Express, type RequestHandler } from "express";
import type { Registry } from "prom-client";
import { ProfileUnderWay, profileCpu, profileHeap } from "../operations/profile.ts";
import { type Occupancy, reportCapacity } from "./capacity.ts";
import { type Problem, sendProblem } from "./problem.ts";

export interface InternalDesk {
  registry: Registry;
  occupancy: () => Occupancy;
  /** What the process stands on, and whether each is there. */
  dependencies: () => Promise<Dependency[]>;
}

export interface Dependency {
  readonly name: string;
  readonly isWell: boolean;
  /** For people. */
  readonly detail: string;
}

/** s that a profile takes: long enough for every kind of tick, short enough for who waits. */
const PROFILE_S = { initial: 10, most: 60 };

const NOT_READY: Problem = {
  status: 503,
  title: "Not ready",
  detail: "This process takes no new players: /readyz?verbose says why.",
};

const FROM_A_PAGE: Problem = { status: 403, title: "Not for pages", detail: "This port is for programs on this machine: no page of any site may ask it." };

const BUSY: Problem = { status: 409, title: "Under way", detail: "A profile is being taken already; wait until it is done.", retryAfter: PROFILE_S.most };

const BAD_SECONDS: Problem = { status: 400, title: "Bad request", detail: `seconds takes a whole number from 1 to ${PROFILE_S.most}.` };

/** Every URL of the internal port, which only who runs the process may reach. */
export function createInternalRoutes({ registry, occupancy, dependencies }: InternalDesk): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use((request, response, next) => {
    // A page that somebody on this machine looks at reaches this port as well.
    if (request.get("origin") !== undefined) return sendProblem(response, FROM_A_PAGE);
    response.set("Cache-Control", "no-store");
    next();
  });
  app.get("/metrics", async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  // Of nothing but this process: whoever is asked answers because its loop turns.
  app.get("/livez", (_request, response) => void response.json({ status: "ok" }));
  app.get("/readyz", reportDependencies(dependencies));
  app.get("/capacity", reportCapacity(occupancy));
  app.post("/profile/cpu", takeProfile("strafe.cpuprofile", profileCpu));
  app.post("/profile/heap", takeProfile("strafe.heapprofile", profileHeap));
  app.use((request, response) => {
    const detail = `There is nothing at ${request.path}; GET /metrics, /livez, /readyz?verbose and /capacity, POST /profile/cpu and /profile/heap with ?seconds=.`;
    sendProblem(response, { status: 404, title: "Not found", detail });
  });
  return app;
}

/** GET /readyz: 200 while all is well; with `verbose` what is and what is not. */
function reportDependencies(dependencies: () => Promise<Dependency[]>): RequestHandler {
  return async (request, response) => {
    const all = await dependencies();
    const isReady = all.every(({ isWell }) => isWell);
    if (request.query.verbose === undefined) return isReady ? void response.json({ status: "ready" }) : sendProblem(response, NOT_READY);
    const checks = Object.fromEntries(all.map(({ name, isWell, detail }) => [name, { ok: isWell, detail }]));
    response.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not ready", checks });
  };
}

function takeProfile(file: string, profile: (ms: number) => Promise<string>): RequestHandler {
  return async (request, response) => {
    const { seconds = String(PROFILE_S.initial) } = request.query;
    const wanted = typeof seconds === "string" && /^\d{1,2}$/.test(seconds) ? Number(seconds) : 0;
    if (wanted < 1 || wanted > PROFILE_S.most) return sendProblem(response, BAD_SECONDS);
    try {
      response.attachment(file).send(await profile(wanted * 1000));
    } catch (error) {
      if (!(error instanceof ProfileUnderWay)) throw error;
      sendProblem(response, BUSY);
    }
  };
}
