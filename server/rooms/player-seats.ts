/** A seat of a player: connected, or kept for a lost connection. */
export interface HeldSeat {
  readonly sessionId: string;
  /** Frees the seat; its connection, where there is one, is told why. */
  giveUp(): void;
}

/** Told of every seat that is taken and freed, for the other processes to know. */
export interface SeatNews {
  claimed(player: string, sessionId: string): void;
  released(player: string, sessionId: string): void;
}

const NOBODY_ASKS: SeatNews = { claimed: () => undefined, released: () => undefined };

/** Where each player of this process sits: in one place, the one that was taken last. */
export class PlayerSeats {
  readonly #seats = new Map<string, HeldSeat>();
  readonly #news: SeatNews;

  constructor(news: SeatNews = NOBODY_ASKS) {
    this.#news = news;
  }

  /** The player has come to this seat: any other is given up. */
  claim(player: string, seat: HeldSeat): void {
    const before = this.#seats.get(player);
    this.#seats.set(player, seat);
    if (before !== undefined && before.sessionId !== seat.sessionId) before.giveUp();
    this.#news.claimed(player, seat.sessionId);
  }

  /** The player has come to a seat in another process: this one, where it still is theirs, is given up. */
  endOlder(player: string, sessionId: string): void {
    const seat = this.#seats.get(player);
    if (seat?.sessionId !== sessionId) return;
    this.#seats.delete(player);
    seat.giveUp();
  }

  /** The seat is free again. */
  release(player: string, sessionId: string): void {
    if (this.#seats.get(player)?.sessionId !== sessionId) return;
    this.#seats.delete(player);
    this.#news.released(player, sessionId);
  }
}
