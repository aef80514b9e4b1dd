import type { RequestHandler } from "express";

/** How much of a process is taken, for who starts and ends processes. */
export interface Occupancy {
  /** Connections to matches and lobbies of this process, those that watch too. */
  players: number;
  /** People for whom it has places in matches. */
  capacity: number;
  matches: number;
  /** All processes of the service, this one too. */
  service: { players: number; processes: number };
  /** "draining": what is there is played to its end, and nobody comes in. */
  state: "serving" | "draining" | "ended";
}

/** GET /capacity: of this very process. */
export function reportCapacity(occupancy: () => Occupancy): RequestHandler {
  return (_request, response) => void response.set("Cache-Control", "no-store").json(occupancy());
}
