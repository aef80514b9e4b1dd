/** Messages beside the state, by name. Events travel as bytes (`events.ts`), everything else as msgpack. */
export const Message = {
  /** Server → client, first thing after joining and after returning: `Welcome`. */
  WELCOME: "welcome",
  /** Server → client, bytes: one batch of events per tick that had any. */
  EVENTS: "events",
} as const;

export interface Welcome {
  /** Id of the own body; 0 for a spectator. */
  body: number;
  /** Ticks per second: 20 or 40. */
  tickRate: number;
  /** Name of the map in `MAPS`. */
  map: string;
  contentVersion: string;
  /** Width over height of the visible area, as the server granted it. */
  aspect: number;
}
