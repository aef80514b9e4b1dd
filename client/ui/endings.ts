import type { EndReason } from "../game/scene.ts";

/** What a button of an ending does. */
export type WayOn = "play" | "menu" | "reload" | "another";

/** Every reason for which a match ends for a player, and the ways on from there; first is the one that Enter takes. */
export const WAYS_ON: Readonly<Record<EndReason, readonly WayOn[]>> = {
  full: ["another", "play", "menu"],
  "server-full": ["play", "menu"],
  version: ["reload"],
  kicked: ["menu"],
  banned: ["menu"],
  maintenance: ["play", "menu"],
  shutdown: ["another", "menu"],
  restarting: ["another", "menu"],
  "seat-gone": ["another", "menu"],
  "server-gone": ["another", "menu"],
  replaced: ["play", "menu"],
  elsewhere: ["another", "menu"],
  idle: ["another", "menu"],
  "match-failed": ["another", "menu"],
  "match-over": ["another", "menu"],
  "too-slow": ["play", "menu"],
  unreachable: ["play", "menu"],
  refused: ["another", "menu"],
  left: ["play", "menu"],
};
