/** Seats of one player that may wait for their sockets: two pages that are opened together, or a second try. */
const PER_PLAYER = 3;

/** A seat that was asked for; `session` is known once it was given. */
interface Outstanding {
  readonly player: string;
  readonly network: string;
  readonly until: number;
  session: string | null;
}

/**
 * Seats that were given and whose sockets have not come. Each keeps a place in a match from others, so one player and one address may
 * have a few only.
 */
export class OutstandingSeats {
  readonly #limits: { readonly addressSeats: number };
  readonly #lifetime: number;
  readonly #now: () => number;
  readonly #seats = new Set<Outstanding>();

  /** `limits`: read with each seat. `lifetime`: ms that a seat waits for its socket. `now`: monotonic ms. */
  constructor({ limits, lifetime, now }: { limits: { readonly addressSeats: number }; lifetime: number; now: () => number }) {
    this.#limits = limits;
    this.#lifetime = lifetime;
    this.#now = now;
  }

  get size(): number {
    this.#forgetOld();
    return this.#seats.size;
  }

  /** Counts a seat that is about to be given; null when the player or the address has too many. */
  open(player: string, network: string): { give(session: string): void; cancel(): void } | null {
    this.#forgetOld();
    let ofPlayer = 0;
    let ofNetwork = 0;
    for (const seat of this.#seats) {
      if (seat.player === player) ofPlayer += 1;
      if (seat.network === network) ofNetwork += 1;
    }
    if (ofPlayer >= PER_PLAYER || ofNetwork >= this.#limits.addressSeats) return null;
    const seat: Outstanding = { player, network, until: this.#now() + this.#lifetime, session: null };
    this.#seats.add(seat);
    return {
      give: (session) => {
        seat.session = session;
      },
      cancel: () => void this.#seats.delete(seat),
    };
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const seat of this.#seats) if (seat.until < now) this.#seats.delete(seat);
  }

  /** The socket of this session came. */
  taken(session: string): void {
    for (const seat of this.#seats) if (seat.session === session) this.#seats.delete(seat);
  }
}
