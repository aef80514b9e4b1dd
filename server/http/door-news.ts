/** What happens at the door, for the log. `request`: id of the request with which it did. */
export interface DoorNews {
  /** A player got a token. */
  admitted(fields: { player: string; isNew: boolean; request: string }): void;
  /** A player got a seat, whose socket is still to come. */
  seatGiven(fields: { player: string; room: string; session: string; mode: string; request: string }): void;
  /** A player got none; `status` and `title` are what they were told. */
  seatRefused(fields: { player: string; status: number; title: string; request: string }): void;
  /** A player waits for a match; `players`: all of the ticket. */
  queued(fields: { player: string; ticket: string; mode: string; request: string }): void;
  /** The server's own fault. */
  failed(error: unknown, request: string): void;
}
