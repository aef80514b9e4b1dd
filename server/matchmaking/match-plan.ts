import { z } from "zod";
import { JOIN_WISH } from "../../shared/protocol/matchmaking.ts";

const PLACE = z.object({ player: z.string(), ticket: z.string(), session: z.string(), wish: JOIN_WISH });

export const MATCH_PLAN = z.object({
  /** Also the id of its room: whoever opens it opens it once. */
  id: z.string(),
  mode: z.enum(["duel", "squads"]),
  region: z.string(),
  proposedAt: z.number(),
  /** Without bots only. */
  ranked: z.boolean(),
  sides: z.tuple([z.array(PLACE), z.array(PLACE)]),
});

/** A match that was made and whose room is to be opened. Each player's session is fixed with it: opened twice, it gives the same seats. */
export type MatchPlan = z.infer<typeof MATCH_PLAN>;
export type PlannedPlace = z.infer<typeof PLACE>;

export function placesOf(plan: MatchPlan): PlannedPlace[] {
  return plan.sides.flat();
}

export function ticketsOf(plan: MatchPlan): string[] {
  return [...new Set(placesOf(plan).map(({ ticket }) => ticket))];
}
