import { MAPS } from "./maps.ts";
import { ARENA } from "./modes.ts";
import { PICKUPS } from "./pickups.ts";
import { WEAPONS } from "./weapons.ts";

/** FNV-1a, 32 bits, of the content's text: short enough for a log's head, and nobody is to be kept from forging it. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Changes with every map, weapon, pickup and mode: a log replays with the content that it was made with, or not at all. */
export const CONTENT_VERSION = fingerprint(JSON.stringify([MAPS, WEAPONS, PICKUPS, ARENA]));
