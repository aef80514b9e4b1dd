import type { NetFigures } from "../scene.ts";
import type { Link } from "./link.ts";
import { Rate } from "./rate.ts";

/** ms over which rates are taken. */
const WINDOW = 2000;

/** Share of a new ping in the round trip shown. */
const PING_WEIGHT = 0.3;

export const noFigures = (): NetFigures => ({
  roundTrip: 0,
  jitter: 0,
  tickRate: 0,
  queue: 0,
  interpolationDelay: 0,
  corrections: { drift: 0, impulse: 0, invented: 0 },
  drift: 0,
  driftPeak: 0,
  bytesIn: 0,
  bytesOut: 0,
  framesPerSecond: 0,
  load: 0,
});

/** Counts what the net graph shows of the connection; the match adds what it knows of prediction and display. */
export class NetGraph {
  readonly #patches = new Rate(WINDOW);
  readonly #frames = new Rate(WINDOW);
  readonly #bytesIn = new Rate(WINDOW);
  readonly #bytesOut = new Rate(WINDOW);
  #lastIn = 0;
  #lastOut = 0;
  #roundTrip = 0;

  /** Another link counts its bytes from zero. */
  opened(): void {
    this.#lastIn = 0;
    this.#lastOut = 0;
  }

  patched(now: number): void {
    this.#patches.add(now, 1);
  }

  pinged(roundTrip: number): void {
    this.#roundTrip += (roundTrip - this.#roundTrip) * (this.#roundTrip === 0 ? 1 : PING_WEIGHT);
  }

  write(now: number, link: Link | null, out: NetFigures): void {
    this.#frames.add(now, 1);
    if (link !== null) {
      this.#bytesIn.add(now, link.bytesIn - this.#lastIn);
      this.#bytesOut.add(now, link.bytesOut - this.#lastOut);
      this.#lastIn = link.bytesIn;
      this.#lastOut = link.bytesOut;
    }
    out.roundTrip = this.#roundTrip;
    out.tickRate = this.#patches.perSecond(now);
    out.bytesIn = this.#bytesIn.perSecond(now);
    out.bytesOut = this.#bytesOut.perSecond(now);
    out.framesPerSecond = this.#frames.perSecond(now);
  }
}
