import type { ModeName } from "../../../shared/content/modes.ts";
import type { JoinOptions } from "../../../shared/protocol/join-options.ts";
import type { Call, CallWish, Followed, Idle, Restart, RoundResults, Welcome } from "../../../shared/protocol/messages.ts";
import type { Seat } from "../../../shared/protocol/play.ts";
import type { Removal } from "../../../shared/protocol/removal.ts";
import type { MatchState } from "../../../shared/protocol/state.ts";
import type { InputFrame } from "../../../shared/sim/frame.ts";
import type { EndReason } from "../scene.ts";

/** One socket to one room, from the moment the seat is taken. A link that is over is not used again: coming back opens another. */
export interface Link {
  readonly roomId: string;
  /** Good for coming back to the same seat. */
  readonly token: string;
  /** Number of the newest own frame that the state includes; frames count from 1 in each link. */
  readonly acknowledged: number;
  /** Bytes so far, WebSocket payloads only. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Sends a frame; returns its number, 0 when the socket no longer takes any. */
  send(frame: InputFrame, seenTick: number): number;
  /** Tells the newest tick that arrived while no frames are sent. */
  reportSeen(tick: number): void;
  /** Sends a quick call to those who may hear it. */
  call(wish: CallWish): void;
  /** On the podium: asks for another round. */
  askAgain(): void;
  /** For who only watches: asks to be shown the match through the eyes of this body. */
  follow(id: number): void;
  /** Tells the visible area's new shape, width over height. */
  turn(aspect: number): void;
  /** Calls back with the ms that a ping took; not at all when it is lost. */
  ping(answer: (roundTrip: number) => void): void;
  /** Gives the seat up. */
  leave(): void;
}

/** Which match: that very one, or where it is full or gone whichever has room; one of a mode; a new one of a mode; or one that keeps a seat already. */
export type Match = { kind: "room"; roomId: string } | { kind: "mode"; mode: ModeName } | { kind: "new"; mode: ModeName } | { kind: "seat"; seat: Seat };

export type LinkRequest = { kind: "join"; match: Match; options: JoinOptions } | { kind: "return"; token: string };

export type LinkEnd =
  /** The seat may still be there. */
  | { kind: "lost" }
  /** The same, yet a server answered: it does not reach the match's process, which has stalled or is gone. */
  | { kind: "out-of-reach" }
  /** Nothing to come back to, for this reason. */
  | { kind: "ended"; reason: EndReason };

/** To everybody, or to this player alone; with the end of a connection; with the refusal of a seat. */
export type OperatorSaying = { kind: "announcement"; text: string } | { kind: "removal"; removal: Removal } | { kind: "refusal"; text: string };

export interface LinkListener {
  opened(link: Link): void;
  /** Anything at all arrived. */
  heard(): void;
  welcomed(welcome: Welcome): void;
  /** A batch of events; the patch of the same tick follows. */
  happened(batch: Uint8Array): void;
  patched(state: MatchState): void;
  called(call: Call): void;
  roundResults(results: RoundResults): void;
  /** Through whose eyes the match is shown from the next patch on. */
  followed(followed: Followed): void;
  /** The server is about to restart, or not after all. */
  restarting(restart: Restart): void;
  /** An operator of the service has something to say. */
  operatorSaid(saying: OperatorSaying): void;
  /** The player does nothing and is out soon, or not after all. */
  idling(idle: Idle): void;
  /** The last call; also when it never opened. */
  closed(end: LinkEnd): void;
}

/** Returns at once; what comes of it is told to the listener. The function returned abandons it without waiting, and silences it. */
export type OpenLink = (request: LinkRequest, listener: LinkListener) => () => void;
