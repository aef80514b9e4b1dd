import type { RequestHandler } from "express";
import type { DoorMetrics } from "../operations/metrics/door-metrics.ts";
import { PROBLEM_LOCAL } from "./problem.ts";

/** Counts every answer by the route that gave it. The page's files are one route, and so is all that does not exist. */
export function countRequests(metrics: DoorMetrics): RequestHandler {
  return (request, response, next) => {
    const from = performance.now();
    response.once("close", () => {
      const route: unknown = Reflect.get(request, "route");
      const path: unknown = typeof route === "object" && route !== null ? Reflect.get(route, "path") : undefined;
      const name = typeof path === "string" && path !== "/" ? path : response.statusCode < 400 ? "page" : "other";
      metrics.answered(name, response.statusCode, (performance.now() - from) / 1000);
      const problem: unknown = response.locals[PROBLEM_LOCAL];
      if (typeof problem === "string") metrics.refused(problem);
    });
    next();
  };
}
