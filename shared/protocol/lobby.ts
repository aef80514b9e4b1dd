/** Name of the kind of room for whoever is in no match: messages only, no state, no input. */
export const LOBBY = "lobby";

export const LobbyMessage = {
  /** Server → client, `Online`: first thing after joining, and again when it has changed, at most every ONLINE_PERIOD. */
  ONLINE: "online",
} as const;

/** ms */
export const ONLINE_PERIOD = 5000;

/** What is going on, everybody counted. */
export interface Online {
  /** Who is connected: to matches, watching, or to the lobby. */
  players: number;
  /** Matches under way, private ones too. */
  matches: number;
}
