import { MOVEMENT } from "../sim/pace.ts";
import { MAPS } from "./maps.ts";
import { MODES } from "./modes.ts";
import { HEALTH_MAX, OVERCHARGE_PERCENT, PICKUP_REACH, PICKUPS, SHIELD_MAX } from "./pickups.ts";
import { WEAPONS } from "./weapons.ts";

/** Raise it whenever the rules in shared/sim change what a log of inputs leads to: content is hashed, code is not. */
const RULES_VERSION = 2;

/**
 * What a log of inputs was recorded with, as eight hexadecimal digits: a log replays only under the version that it names.
 * FNV-1a over the content as JSON.
 */
export const CONTENT_VERSION = fingerprint(
  JSON.stringify([RULES_VERSION, MOVEMENT, MAPS, WEAPONS, PICKUPS, PICKUP_REACH, HEALTH_MAX, SHIELD_MAX, OVERCHARGE_PERCENT, MODES]),
);

function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
