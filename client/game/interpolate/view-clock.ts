/** ms of arrivals that the estimate looks back on. */
const WINDOW = 4000;

/** ms. Later than this is a stall, not jitter: waiting for it would show everybody late all the time. */
const STALL = 150;

/** Of the arrivals that count, and of the gaps between patches, this share is awaited; the rest show a body that stands still for an instant. */
const AWAITED = 0.97;

/** ms kept on top: the display asks at its own instants. */
const MARGIN = 2;

/** ms off at which the view jumps instead of running faster or slower. */
const JUMP = 250;

/** The most that the view runs faster or slower than the match. */
const SLEW_MAX = 0.1;

/** ms off that would be slewed away at full rate. */
const SLEW_RANGE = 500;

/**
 * Says which instant of the match is shown. Patches arrive once per tick or, from a server that has too much to do, in every second, some late;
 * the view follows the earliest ones at a distance of one gap between patches (to have two to interpolate between) and of what jitter adds. Both the distance and the
 * match's clock are followed smoothly, faster and slower; only a stall makes it jump.
 */
export class ViewClock {
  readonly #period: number;
  /** When each recent patch came, on the clock on which tick 0 came at 0 (`at - tick * period`), and its ticks since the one before. */
  readonly #arrivals: { at: number; offset: number; gap: number }[] = [];
  #newest = 0;
  #view = Number.NaN;
  #shownAt = 0;
  #earliest = 0;
  #jitter = 0;
  /** ms */
  #gap: number;
  #jumps = 0;

  /** @param tickRate ticks per second. */
  constructor(tickRate: number) {
    this.#period = 1000 / tickRate;
    this.#gap = this.#period;
  }

  get newestTick(): number {
    return this.#newest;
  }

  /** ms by which the later patches come later than the earliest. */
  get jitter(): number {
    return this.#jitter;
  }

  /** ms between the instant at which a patch may arrive at best and the instant shown: what the view aims at. */
  get delay(): number {
    return this.#gap + this.#jitter + MARGIN;
  }

  /** How often the view jumped, for good or ill. */
  get jumps(): number {
    return this.#jumps;
  }

  /** Forgets the arrivals of a connection that is over; the instant shown stays. */
  forget(): void {
    this.#arrivals.length = 0;
  }

  arrived(tick: number, at: number): void {
    const gap = this.#arrivals.length === 0 ? 1 : tick - this.#newest;
    this.#newest = tick;
    this.#arrivals.push({ at, offset: at - tick * this.#period, gap });
    while ((this.#arrivals[0]?.at ?? at) < at - WINDOW) this.#arrivals.shift();
    const offsets = this.#arrivals.map(({ offset }) => offset).sort((a, b) => a - b);
    this.#earliest = offsets[0] ?? 0;
    this.#jitter = awaitedOf(offsets.filter((offset) => offset - this.#earliest <= STALL)) - this.#earliest;
    this.#gap = this.#period * awaitedOf(this.#arrivals.map((arrival) => arrival.gap).sort((a, b) => a - b));
  }

  /** The instant to show at `now`, in ticks with a fraction. Never later than the newest patch, and never backwards but by a jump. */
  advance(now: number): number {
    if (this.#arrivals.length === 0) return Number.isNaN(this.#view) ? 0 : this.#view;
    const aimed = Math.min(this.#newest, (now - this.#earliest - this.delay) / this.#period);
    const elapsed = now - this.#shownAt;
    this.#shownAt = now;
    const free = this.#view + elapsed / this.#period;
    const off = (aimed - free) * this.#period;
    if (Number.isNaN(this.#view) || Math.abs(off) > JUMP) {
      this.#view = Math.max(0, aimed);
      this.#jumps += 1;
      return this.#view;
    }
    const slew = Math.min(SLEW_MAX, Math.max(-SLEW_MAX, off / SLEW_RANGE));
    this.#view = Math.max(this.#view, Math.min(this.#newest, this.#view + (elapsed / this.#period) * (1 + slew)));
    return this.#view;
  }
}

/** The longest of what is awaited, of an ascending row that is not empty. */
function awaitedOf(ascending: readonly number[]): number {
  return ascending[Math.ceil(ascending.length * AWAITED) - 1] ?? 0;
}
