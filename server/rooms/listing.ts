import type { ModeName } from "../../shared/content/modes.ts";
import type { PublicMatch } from "../../shared/protocol/public-match.ts";
import type { Match } from "../match/match.ts";

/** What a public room says of its match, kept as the metadata of its listing. */
export type Listing = Omit<PublicMatch, "roomId">;

/** ms between two listings: as exact as the seconds in them. */
export const LISTING_PERIOD = 1000;

export function listingOf(match: Match, mode: ModeName): Listing {
  const players = [...match.told.roster.values()];
  const bots = players.filter(({ bot }) => bot).length;
  const { name, title } = match.world.terrain.map;
  return { mode, map: { name, title }, people: players.length - bots, bots, secondsLeft: match.secondsLeft };
}

/** Metadata that a room listed itself with. Only ours write any, so what is there is whole. */
export function isListing(metadata: unknown): metadata is Listing {
  return typeof metadata === "object" && metadata !== null && "mode" in metadata && "secondsLeft" in metadata;
}
