/** More device pixels than this per CSS pixel cost much and show little. */
const FINEST = 2;
/** Steps down from what the display has; below a half, names can't be read. */
const STEPS = [1, 0.75, 0.5] as const;
/** A frame that takes longer than this, ms, on average is slow: about 38 a second. */
const SLOW = 26;
/** ms and frames over which the average is taken before anything is changed. */
const JUDGED_TIME = 2000;
const JUDGED_FRAMES = 12;
/** ms after a stage was built that are not judged: drawing everything for the first time takes a while on any machine. */
const SETTLING = 1500;

/**
 * How fine the picture is drawn. Where the graphics cannot keep up it gets coarser in two steps, for good: better a softer
 * picture than a late one.
 */
export class Resolution {
  private step = 0;
  private frames = 0;
  private time = -SETTLING;

  /** Pixels per CSS pixel. */
  of(devicePixelRatio: number): number {
    return Math.min(FINEST, devicePixelRatio) * (STEPS[this.step] ?? 1);
  }

  /** Everything is drawn anew: the next frames say nothing. */
  settle(): void {
    this.frames = 0;
    this.time = -SETTLING;
  }

  /** Takes in a frame's length, ms; true when the resolution has just changed. */
  judge(elapsed: number): boolean {
    if (this.step === STEPS.length - 1) return false;
    this.time += elapsed;
    if (this.time <= 0) return false;
    this.frames += 1;
    if (this.time < JUDGED_TIME || this.frames < JUDGED_FRAMES) return false;
    const slow = this.time / this.frames > SLOW;
    this.frames = 0;
    this.time = 0;
    if (slow) this.step += 1;
    return slow;
  }
}
