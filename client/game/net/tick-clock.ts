/** The most that the step is shortened or stretched: 2 %, which no hand feels. */
export const WARP_MAX = 0.02;

/** Warp while the queue holds what it should and the clock creeps towards holding less. */
const WARP_CREEP = 0.005;

/** ms of steps made up at most in one displayed frame; a longer pause is skipped, not replayed in a burst. */
const CATCH_UP = 100;

/** ms over which the shortest queue counts. */
const WINDOW = 1500;

/** ms for which one more frame is kept waiting after the server ran dry. */
const CAUTION = 3000;

/** ms after the start, or after the server ran dry, in which the queue is left to find its length; then it is cut to it, once. */
const SETTLING = 1000;

/** ms of frames waiting too many that are cut at any time: a server that fell behind, or came back from a pause. */
const EXCESS = 100;

/**
 * Says when the next input frame is due. The server takes one frame per tick; how many wait there after it took its own comes
 * back with each patch. The clock runs a little fast or slow so that the shortest recent queue hovers between `target` and
 * `target - 1`: the latest frame then still arrives about one tick before the server would run dry, however much the
 * network jitters, and no frame waits longer than that needs.
 */
export class TickClock {
  readonly #period: number;
  #nextAt = 0;
  #lastAt = 0;
  #running = false;
  #warp = 0;
  readonly #queues: { at: number; queue: number }[] = [];
  #settlesAt = 0;
  #mayCut = true;
  #cautiousUntil = Number.NEGATIVE_INFINITY;

  /** @param tickRate steps per second. */
  constructor(tickRate: number) {
    this.#period = 1000 / tickRate;
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /** -WARP_MAX..WARP_MAX: positive makes more frames per second. */
  get warp(): number {
    return this.#warp;
  }

  /** Begins anew, with two steps due at once: the second is the first to wait on the server. After connecting and after every pause. */
  restart(now: number): void {
    this.#running = true;
    this.#settlesAt = now + SETTLING;
    this.#mayCut = true;
    this.#nextAt = now - this.#period;
    this.#lastAt = this.#nextAt;
    this.#warp = 0;
    this.#queues.length = 0;
  }

  stop(): void {
    this.#running = false;
  }

  /** Steps to make now: 0, 1 or a few. */
  due(now: number): number {
    if (!this.#running) return 0;
    let steps = 0;
    const period = this.#period / (1 + this.#warp);
    if (now - this.#nextAt > CATCH_UP) this.#nextAt = now;
    while (this.#nextAt <= now) {
      this.#lastAt = this.#nextAt;
      this.#nextAt += period;
      steps += 1;
    }
    return steps;
  }

  /** How far `now` is between the last step and the next: 0..1. */
  fraction(now: number): number {
    if (!this.#running) return 0;
    return Math.min(1, Math.max(0, (now - this.#lastAt) / (this.#nextAt - this.#lastAt)));
  }

  /** What a patch said: `queue` frames were left waiting; `starved` when in a tick since the last there was none to take. */
  heard(now: number, queue: number, starved: boolean): void {
    if (starved) {
      if (now >= this.#settlesAt) this.#cautiousUntil = now + CAUTION;
      this.#settlesAt = now + SETTLING;
      this.#mayCut = true;
    }
    this.#queues.push({ at: now, queue: starved ? -1 : queue });
    while ((this.#queues[0]?.at ?? now) < now - WINDOW) this.#queues.shift();
    const target = now < this.#cautiousUntil ? 2 : 1;
    const shortest = this.#queues.reduce((least, sample) => Math.min(least, sample.queue), Number.POSITIVE_INFINITY);
    if (now >= this.#settlesAt) this.#cut(now, shortest - target);
    this.#warp = warpFor(target - shortest);
  }

  /** Leaves out the frames that nobody waits for: any of them at the end of settling, later only many. */
  #cut(now: number, excess: number): void {
    const isMuch = excess * this.#period >= EXCESS;
    if (excess > 0 && (this.#mayCut || isMuch)) {
      this.#nextAt += excess * this.#period;
      // What was heard so far, and will be for a round trip, speaks of the longer queue.
      this.#queues.length = 0;
      this.#settlesAt = now + SETTLING;
    }
    this.#mayCut = false;
  }
}

/** `missing`: frames by which the shortest queue falls short of the target. */
function warpFor(missing: number): number {
  if (missing >= 2) return WARP_MAX;
  if (missing === 1) return WARP_MAX / 2;
  if (missing === 0) return -WARP_CREEP;
  return -WARP_MAX;
}
