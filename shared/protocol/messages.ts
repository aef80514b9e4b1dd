/** Messages beside the state, by name; the one that comes nearly every tick has a number, which is shorter. Events travel as bytes (`events.ts`), everything else as msgpack. */
export const Message = {
  /**
   * Server → client: `Welcome`. First thing after joining and after returning, and again, right before the first patch of a
   * round, when that round is on another map; the own body and the count of frames stay.
   */
  WELCOME: "welcome",
  /** Server → client, bytes: one batch of events per tick that had any, right before the patch of that tick. */
  EVENTS: 1,
  /**
   * Client → server, a number: `MatchState.tick` of the newest patch that arrived, for a client that sends no input frames
   * (a spectator, a hidden tab). Who reports no progress for `READER_TIMEOUT` is closed with TOO_SLOW: say it once a second.
   */
  SEEN: "seen",
  /** Client → server, `CallWish`; server → client, `Call`: a quick call, to the own team or, without teams, to every player. */
  CALL: "call",
  /** Client → server, nothing: on the podium, "again". When every player said so the next round begins at once. */
  REMATCH: "rematch",
  /** Server → client, `RoundResults`: when a round has ended, and to who comes while its podium stands. */
  RESULTS: "results",
  /**
   * Client → server, a number: id of the body that a spectator wants to follow from now on. Who plays follows nobody by wish.
   */
  FOLLOW: "follow",
  /**
   * Server → client, `Followed`: through whose eyes this client is shown the match from the next patch on. After the welcome, and
   * with each change: a spectator is given whom they asked for, a dead player who killed them, from `OWN_END` after the death until
   * they are back.
   */
  FOLLOWED: "followed",
  /**
   * Client → server, a number: width over height of the visible area from now on. A phone was turned; a window that changes its
   * shape gets borders instead. At most one per `ASPECT_PERIOD` is honoured.
   */
  ASPECT: "aspect",
  /**
   * Server → client, `Restart`: the process of this match is about to restart; no further round begins, and who plays then finds a
   * match elsewhere. Again when that was taken back, and to who comes back meanwhile.
   */
  RESTART: "restart",
  /** Server → client, `Idle`: the player does nothing, and is out soon; again when they do something after all. */
  IDLE: "idle",
  /** Server → client, `Removal`: an operator takes the player out; the connection is ended with KICKED right after. */
  REMOVED: "removed",
  /** Server → client, `Announcement`: what an operator has to say to everybody, or to this player. */
  ANNOUNCE: "announce",
} as const;

/** ms after a player's death for which they still see where they died. */
export const OWN_END = 600;

/** ms between two changes of a view's shape that count. */
export const ASPECT_PERIOD = 2000;

/** ms without a newer tick reported, by `WireFrame.seenTick` or `Message.SEEN`, until a reader is closed as too slow. */
export const READER_TIMEOUT = 5000;

export interface Welcome {
  /** Id of the own body; 0 for a spectator. */
  body: number;
  /** Ticks per second: 20 or 40. */
  tickRate: number;
  /** Name of the map in `MAPS`. */
  map: string;
  /** Name of the mode in `MODES`. */
  mode: string;
  contentVersion: string;
  /** Width over height of the visible area, as the server granted it. */
  aspect: number;
}

export interface Followed {
  /** Id of the body; 0 for nobody's, while there is none to follow. */
  body: number;
}

export interface Restart {
  /** ms until the process ends even a round that is still played; null: it does not restart after all. */
  left: number | null;
}

export interface Announcement {
  text: string;
}

export interface Idle {
  /** ms until the connection is ended with IDLE; null: not any more. */
  left: number | null;
}

/** Calls on the wheel. */
export const CALLS = 8;

/** Calls that one player may send within CALL_PERIOD; more are dropped. */
export const CALLS_MAX = 3;
/** ms */
export const CALL_PERIOD = 5000;

/** `x`, `y`: the place that is pointed at, whole units; both or neither. */
export interface CallWish {
  /** 0..CALLS - 1 */
  call: number;
  x?: number;
  y?: number;
}

export interface Call extends CallWish {
  /** Id of the caller's body. */
  from: number;
}

/** What each player did in a round, beside what the state's ranking says. */
export interface RoundResults {
  round: number;
  /** Body of the first in the ranking; 0 when nobody was there. */
  winner: number;
  /** 0 for a draw, and without teams. */
  team: number;
  /** Of who is here at the end. */
  players: PlayerResults[];
}

export interface PlayerResults {
  body: number;
  /** Projectiles and rays; of a scatter shot each pellet. */
  shots: number;
  /** Shots that hurt somebody else, at most `shots`. */
  hits: number;
  /** Health and shield taken from others. */
  damage: number;
  /** Index in `WEAPONS` of the weapon with most kills, then most damage; null when none hurt anybody. */
  bestWeapon: number | null;
  /** Most kills in one life. */
  bestStreak: number;
}
