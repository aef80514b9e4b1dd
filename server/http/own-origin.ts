import type { RequestHandler } from "express";
import type { Origins } from "../limits/origins.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

/** What reads and changes nothing may be asked by any page: its browser shows the answer to none but ours. */
const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

const FOREIGN_ORIGIN: Problem = {
  type: PROBLEM_TYPES.FOREIGN_ORIGIN,
  status: 403,
  title: "Not from here",
  detail: "Only the page of this server may ask for that; open it at its own address. Programs send no Origin.",
};

/** Refuses what a page of somebody else's wants to be done. */
export function fromOwnPage(origins: Origins): RequestHandler {
  return (request, response, next) => {
    if (READING.has(request.method) || origins.isOwn(request.get("origin") ?? null, request.get("host") ?? "")) return next();
    sendProblem(response, FOREIGN_ORIGIN);
  };
}
