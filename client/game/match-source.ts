import type { BotLevel } from "../../shared/bots/skill.ts";
import type { ModeName } from "../../shared/content/modes.ts";
import type { CraftLook } from "../../shared/protocol/craft.ts";
import type { CallWish } from "../../shared/protocol/messages.ts";
import type { Seat } from "../../shared/protocol/play.ts";
import type { Controls } from "./input/controls.ts";
import type { EndReason, Scene } from "./scene.ts";

/** Whatever makes scenes: a live session, the local demonstration, a replay. */
export interface MatchSource {
  /** Called once per displayed frame with the display's clock in ms; the scene is reused by the next call. */
  frame(now: number, controls: Controls): Scene;
  /** Sends a quick call. */
  call(wish: CallWish): void;
  /** On the podium: asks for another round. */
  askAgain(): void;
  /** Follows this body from now on, for who only watches. */
  follow(id: number): void;
  /** The visible area has another shape from now on: width over height. */
  turn(aspect: number): void;
  /** Ends it; nothing may be called after. */
  leave(): void;
  /** What a share link names; "" where there is nothing to share. */
  readonly roomId: string;
}

/** Which match is wanted. */
export type WantedMatch =
  /** Whichever of this mode has room. */
  | { kind: "mode"; mode: ModeName }
  /** That very one, which a link leads to; where it is full or gone, who plays gets any arena. */
  | { kind: "room"; roomId: string }
  /** A new one that only its link leads to. `bots`: how good they are that take the free places; null: none do. */
  | { kind: "private"; mode: ModeName; bots: BotLevel | "adaptive" | null }
  /** One that was found by a ticket and keeps a seat. `ranked`: whether it counts for ratings. */
  | { kind: "found"; mode: "duel" | "squads"; seat: Seat; ranked: boolean };

/** What the player wants to connect to. `aspect`: width over height of the window. */
export type Wish = { kind: "watch"; match: WantedMatch; aspect: number } | { kind: "play"; match: WantedMatch; name: string; craft: CraftLook; aspect: number };

/** Rejects with a `ConnectError` when it does not come to a match. */
export type Connect = (wish: Wish) => Promise<MatchSource>;

/** Why no match came of a wish. */
export class ConnectError extends Error {
  readonly reason: EndReason;

  constructor(reason: EndReason) {
    super(`no match: ${reason}`);
    this.name = "ConnectError";
    this.reason = reason;
  }
}
