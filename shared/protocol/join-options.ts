import type { BotLevel } from "../bots/skill.ts";
import type { CraftLook } from "./craft.ts";

/**
 * What a client asks for when it joins a room. The server refuses fields that are not named here. The mode is no option: it is
 * the kind of room that is asked for, by its name in `MODES`.
 */
export interface JoinOptions {
  /** `PROTOCOL_VERSION` of the page. */
  protocol: number;
  /** Display name; left out, the match gives one. */
  name?: string;
  /** Watch without a body. */
  spectate?: boolean;
  /** Width over height of the window; clamped to what everybody may see. */
  aspect?: number;
  /** How the own craft shall look. */
  craft?: CraftLook;
  /** With `create`, and only there: a match that nobody finds; its id is the link that leads to it. */
  private?: boolean;
  /** Whether bots take the free places of a private match; left out, they do not. */
  bots?: boolean;
  /** How good the bots of a private match are; left out, they follow what the players show. */
  level?: BotLevel;
}

/**
 * Why a request for a seat was refused: the HTTP status of the answer, which the SDK hands on as the `code` of its
 * `MatchMakeError`, with the answer's `error` as the message. Each is a status of its own, so that the client can tell them apart.
 */
export const JoinError = {
  /** Options that no client of ours sends; the message names the field. */
  BAD_OPTIONS: 400,
  NO_SUCH_ROOM: 404,
  /** The very room that was asked for has no seat left. */
  ROOM_FULL: 409,
  /** The seat to return to is gone. */
  SEAT_GONE: 410,
  /** The page is older or newer than the server: offer to reload. */
  VERSION_MISMATCH: 426,
  /** The process runs as many rooms as it may, or is shutting down: try again later. */
  SERVER_FULL: 503,
} as const;

export type JoinError = (typeof JoinError)[keyof typeof JoinError];
