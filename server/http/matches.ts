import { type IRoomCache, matchMaker } from "@colyseus/core";
import type { RequestHandler } from "express";
import { PUBLIC_MATCHES_MAX, type PublicMatch } from "../../shared/protocol/public-match.ts";
import { isListing } from "../rooms/listing.ts";
import { sendProblem } from "./problem.ts";

/**
 * The matches that anybody may watch, those with most people first. A room lists itself; one that never does is not here,
 * whatever the matchmaker says of it: full rooms are hidden from who looks for a seat, and yet to be watched.
 */
export const listMatches: RequestHandler = async (_request, response) => {
  if (matchMaker.state !== matchMaker.MatchMakerState.READY) {
    return sendProblem(response, { status: 503, title: "Shutting down", detail: "This server is shutting down; try again." });
  }
  // No seat of any kind is left in a locked room.
  const rooms = await matchMaker.query({ locked: false });
  const matches = rooms.flatMap(matchOf).sort((a, b) => b.people - a.people || (a.roomId < b.roomId ? -1 : 1));
  response.set("Cache-Control", "no-store").json(matches.slice(0, PUBLIC_MATCHES_MAX));
};

function matchOf({ roomId, metadata }: IRoomCache<unknown>): PublicMatch[] {
  if (!isListing(metadata)) return [];
  const { mode, map, people, bots, secondsLeft } = metadata;
  return [{ roomId, mode, map, people, bots, secondsLeft }];
}
