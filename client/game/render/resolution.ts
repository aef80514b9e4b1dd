/** More device pixels than this per CSS pixel cost much and show little. */
const FINEST = 2;
/** Steps down from what the display has; below 0.6 names can't be read. */
const STEPS = [1, 0.8, 0.6] as const;
/** A frame that takes longer than this, ms, on average is slow: about 38 a second. */
const SLOW = 26;
/** Frames over which the average is taken before anything is changed. */
const JUDGED = 60;
/** A single frame longer than this, ms, was a pause, not work. */
const PAUSE = 100;

/**
 * How fine the picture is drawn. Where the graphics cannot keep up it gets coarser in two steps, for good: better a softer
 * picture than a late one.
 */
export class Resolution {
  private step = 0;
  private frames = 0;
  private time = 0;

  /** Pixels per CSS pixel. */
  of(devicePixelRatio: number): number {
    return Math.min(FINEST, devicePixelRatio) * (STEPS[this.step] ?? 1);
  }

  /** Takes in a frame's length, ms; true when the resolution has just changed. */
  judge(elapsed: number): boolean {
    if (elapsed >= PAUSE || this.step === STEPS.length - 1) return false;
    this.frames += 1;
    this.time += elapsed;
    if (this.frames < JUDGED) return false;
    const slow = this.time / this.frames > SLOW;
    this.frames = 0;
    this.time = 0;
    if (slow) this.step += 1;
    return slow;
  }
}
