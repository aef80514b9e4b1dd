import type { Controls } from "./input/controls.ts";
import type { EndReason, Scene } from "./scene.ts";

/** Whatever makes scenes: a live session, the local demonstration, a replay. */
export interface MatchSource {
  /** Called once per displayed frame with the display's clock in ms; the scene is reused by the next call. */
  frame(now: number, controls: Controls): Scene;
  /** Ends it; nothing may be called after. */
  leave(): void;
  /** What a share link names; "" where there is nothing to share. */
  readonly roomId: string;
}

/** What the player wants to connect to. */
export type Wish =
  | { kind: "watch" }
  /** `room`: that very match, or else whichever has room. `aspect`: width over height of the window. */
  | { kind: "play"; name: string; room: string | null; aspect: number };

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
