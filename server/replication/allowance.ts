/**
 * How many bytes one client may be sent per tick. A client that takes what it is sent gets the full rate. One that falls behind
 * in the ticks that it reports is on a line that carries less: its rate is cut until the queue on the way to it has drained, and
 * then grows again slowly, as congestion control does it (additive increase, multiplicative decrease: Chiu and Jain, 1989). Kernels
 * and networks queue for seconds without anybody being told, so that what the client reports is the only word that counts.
 */

/** Bytes per second that a client is sent at most, unless the operator says otherwise: twice what a fight of 300 takes. */
export const BYTES_PER_SECOND = 24_000;

/** Bytes per second below which nobody is thinned: the own body, the frame's header and a handful of others. */
export const RATE_LEAST = 4_000;

/** ms behind the least that was seen lately, above which the line counts as full, and below which it counts as free. */
const LAG_FULL = 200;
const LAG_FREE = 75;

/** ms behind at which nothing but what always goes is sent, until the queue has drained. */
const LAG_STOP = 500;

/** What is left of the rate when the line is full. */
const CUT = 0.7;

/** Share of the full rate regained per second on a free line. */
const GAIN_PER_S = 0.08;

/** ms over which the least lag is remembered: a route that became longer is no queue for ever. */
const LEAST_WINDOW = 10_000;

/** Share of the rate until the first report: a queue that we made ourselves would be taken for the length of the line. */
const FIRST_SHARE = 0.4;

/** ms of the rate that may be saved up: one large patch after some small ones. */
const BURST = 250;

export class Allowance {
  readonly #full: number;
  readonly #tickMs: number;
  #rate: number;
  #saved: number;
  /** Ticks behind: the least of this window and of the one before it. */
  #least = Number.POSITIVE_INFINITY;
  #leastBefore = Number.POSITIVE_INFINITY;
  #windowEnds = 0;
  #cutUntil = 0;
  #lagMs = 0;
  #hasReported = false;
  /** Reports of earlier ticks are of another connection. */
  #since: number;

  /** `full`: bytes per second, Infinity: nobody is thinned; `since`: the first tick that the client is sent. */
  constructor(full: number, tickRate: number, since: number) {
    this.#since = since;
    this.#full = Math.max(full, RATE_LEAST);
    this.#tickMs = 1000 / tickRate;
    this.#rate = this.#full;
    this.#saved = 0;
  }

  /** Bytes per second at present. */
  get rate(): number {
    return this.#rate;
  }

  /** ms that the client is behind what it was lately at best. */
  get lag(): number {
    return this.#lagMs;
  }

  /**
   * A tick begins: `tick` is its number, `seen` the newest that the client has reported. Returns the bytes that may be sent in
   * it; below 0 something was lent that has to be paid back first.
   */
  grant(tick: number, seen: number): number {
    if (this.#full === Number.POSITIVE_INFINITY) return this.#full;
    if (seen >= this.#since) this.#observe(tick, Math.max(0, tick - seen));
    const share = this.#hasReported ? 1 : FIRST_SHARE;
    this.#saved = Math.min(this.#burst, this.#saved + (share * this.#rate * this.#tickMs) / 1000);
    return this.#lagMs > LAG_STOP ? 0 : this.#saved;
  }

  spend(bytes: number): void {
    this.#saved = Math.max(-this.#burst, this.#saved - bytes);
  }

  /** The connection is another one: what was learned of the old one is void. */
  restart(since: number): void {
    this.#since = since;
    this.#least = Number.POSITIVE_INFINITY;
    this.#leastBefore = Number.POSITIVE_INFINITY;
    this.#windowEnds = 0;
    this.#hasReported = false;
    this.#saved = 0;
    this.#lagMs = 0;
  }

  get #burst(): number {
    return (this.#rate * BURST) / 1000;
  }

  #observe(tick: number, behind: number): void {
    this.#hasReported = true;
    const now = tick * this.#tickMs;
    if (now >= this.#windowEnds) {
      this.#leastBefore = this.#windowEnds === 0 ? behind : this.#least;
      this.#least = behind;
      this.#windowEnds = now + LEAST_WINDOW;
    }
    this.#least = Math.min(this.#least, behind);
    this.#lagMs = (behind - Math.min(this.#least, this.#leastBefore)) * this.#tickMs;
    if (this.#lagMs > LAG_FULL && now >= this.#cutUntil) {
      this.#rate = Math.max(RATE_LEAST, this.#rate * CUT);
      // What is cut now shows in the reports only when the queue in between has passed.
      this.#cutUntil = now + behind * this.#tickMs;
    } else if (this.#lagMs < LAG_FREE) {
      this.#rate = Math.min(this.#full, this.#rate + (this.#full * GAIN_PER_S * this.#tickMs) / 1000);
    }
  }
}
