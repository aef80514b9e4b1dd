import type { PublicMatch } from "../../shared/protocol/public-match.ts";

/** What a public room says of its match, kept as the metadata of its listing. */
export type Listing = Omit<PublicMatch, "roomId">;

/** ms between two listings: as exact as the seconds in them. */
export const LISTING_PERIOD = 1000;

/** Metadata that a room listed itself with. Only ours write any, so what is there is whole. */
export function isListing(metadata: unknown): metadata is Listing {
  return typeof metadata === "object" && metadata !== null && "mode" in metadata && "secondsLeft" in metadata;
}
