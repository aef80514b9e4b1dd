import { MODES, type ModeName } from "../../shared/content/modes.ts";
import type { CraftLook } from "../../shared/protocol/craft.ts";
import type { WantedMatch } from "../game/match-source.ts";
import type { EndReason } from "../game/scene.ts";
import type { Queue, TicketMode } from "../matchmaking/queue.ts";
import { askedMode, askedRoom } from "./page-address.ts";
import type { CraftChoice } from "./progress/progress.ts";

/** What the page shows. */
export type Page =
  | { kind: "menu" }
  /** `mode`: null while only whoever leads the party knows. */
  | { kind: "queueing"; queue: Queue; mode: TicketMode | null }
  | { kind: "joining" }
  /** From a match whose server restarts or was lost to another one. */
  | { kind: "moving"; reason: MoveReason }
  | { kind: "playing"; roomId: string; match: WantedMatch; isAfterLoss: boolean }
  | { kind: "watching"; mode: ModeName; roomId: string | null }
  /** `rated`: see `ratedRound`, of the last round. */
  | { kind: "ended"; reason: EndReason; match: WantedMatch; rated: string | null };

/** Why a player goes on in another match without having asked for it. */
export type MoveReason = "restarting" | "server-gone";

export type PanelName = "none" | "pause" | "settings" | "controls" | "private" | "share" | "profile" | "party";

export const ARENA_MATCH: WantedMatch = { kind: "mode", mode: "arena" };

/** The match that the page's address leads to; any arena when it leads nowhere. */
export function askedMatch(): WantedMatch {
  const roomId = askedRoom();
  return roomId === null ? { kind: "mode", mode: askedMode() ?? "arena" } : { kind: "room", roomId };
}

/** A mode that is played by ticket: without one, a duel or a squads match counts for nothing. */
export function isTicketMode(mode: ModeName): mode is TicketMode {
  return mode !== MODES.arena.name;
}

/** Another match like this one, for whoever comes. */
export function otherMatch(match: WantedMatch): WantedMatch & { kind: "mode" } {
  return { kind: "mode", mode: match.kind === "room" ? "arena" : match.mode };
}

/** What a round of this match is called in the records, if the match counts for ratings. */
export function ratedRound(match: WantedMatch, round: number): string | null {
  return match.kind === "found" && match.ranked ? `${match.seat.roomId}-${round}` : null;
}

export function lookOf({ color, trail }: CraftChoice): CraftLook {
  return color === null ? { trail } : { color, trail };
}
