/** Messages beside the state, by name. Events travel as bytes (`events.ts`), everything else as msgpack. */
export const Message = {
  /** Server → client, first thing after joining and after returning: `Welcome`. */
  WELCOME: "welcome",
  /** Server → client, bytes: one batch of events per tick that had any, right before the patch of that tick. */
  EVENTS: "events",
  /**
   * Client → server, a number: `MatchState.tick` of the newest patch that arrived, for a client that sends no input frames
   * (a spectator, a hidden tab). Who reports no progress for `READER_TIMEOUT` is closed with TOO_SLOW: say it once a second.
   */
  SEEN: "seen",
} as const;

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
