import type { RequestHandler } from "express";
import type { RegionList } from "../../shared/protocol/regions.ts";

export function listRegions(regions: RegionList): RequestHandler {
  return (_request, response) => void response.set("Cache-Control", "no-store").json(regions);
}

/** The one answer that pages of other regions read: nothing, as fast as it can be had. */
export const answerPing: RequestHandler = (_request, response) => {
  response.set({ "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" });
  response.status(204).end();
};
