/** A seat of a player: connected, or kept for a lost connection. */
export interface HeldSeat {
  readonly roomId: string;
  readonly sessionId: string;
  /** Frees the seat; its connection, where there is one, is told why. */
  giveUp(): void;
}

/** Where each player of this process sits: in one place, the one that was taken last. */
export class PlayerSeats {
  readonly #seats = new Map<string, HeldSeat>();
  readonly #claimed: (player: string, seat: Pick<HeldSeat, "roomId" | "sessionId">) => void;

  /** `claimed`: told of every seat that is taken, for other processes to give up theirs by `giveUp`. */
  constructor(claimed: (player: string, seat: Pick<HeldSeat, "roomId" | "sessionId">) => void = () => undefined) {
    this.#claimed = claimed;
  }

  /** The player has come to this seat: any other is given up. */
  claim(player: string, seat: HeldSeat): void {
    const before = this.#seats.get(player);
    this.#seats.set(player, seat);
    if (before !== undefined && before.sessionId !== seat.sessionId) before.giveUp();
    this.#claimed(player, seat);
  }

  /** The player has come to a seat in another process. */
  giveUp(player: string, { sessionId }: Pick<HeldSeat, "sessionId">): void {
    const seat = this.#seats.get(player);
    if (seat === undefined || seat.sessionId === sessionId) return;
    this.#seats.delete(player);
    seat.giveUp();
  }

  /** The seat is free again. */
  release(player: string, sessionId: string): void {
    if (this.#seats.get(player)?.sessionId === sessionId) this.#seats.delete(player);
  }
}
