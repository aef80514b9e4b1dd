/** What a rung of the ladder draws. */
export interface Quality {
  /** Share of sparks and the like, 0..1. What says something (beams, rings, shards) is always drawn. */
  readonly particles: number;
  /** Pools of light on the ground, halos around shots, shadows below craft. */
  readonly glow: boolean;
  /** Share of the display's own pixels along each side, 0..1; below a half, names can't be read. */
  readonly resolution: number;
}

/** From all there is downwards: first goes what is only decoration, then light, then sharpness. */
export const RUNGS = [
  { particles: 1, glow: true, resolution: 1 },
  { particles: 0.4, glow: true, resolution: 1 },
  { particles: 0.4, glow: false, resolution: 1 },
  { particles: 0.4, glow: false, resolution: 0.75 },
  { particles: 0.25, glow: false, resolution: 0.5 },
] as const satisfies readonly Quality[];

/** Mean ms per frame above which a rung is too much: 45 frames a second, a quarter of a 60 Hz display's missed. */
const SLOW = 22;
/** Mean ms per frame above which two rungs are left at once: nobody can play at 15 frames a second, so there is no time to try. */
const FAR_TOO_SLOW = 66;
/** Mean ms per frame below which there may be room for more: 60 Hz kept, all but a frame or two. The gap to `SLOW` is the hysteresis. */
const FAST = 17.5;
/** ms and frames over which the mean is taken before anything is changed. */
const JUDGED_TIME = 2000;
const JUDGED_FRAMES = 12;
/** ms after a stage was built or a rung changed that are not judged: drawing anything for the first time takes a while on any machine. */
const SETTLING = 1500;
/** ms of nothing but fast frames before a rung is climbed; twice as long after each climb that had to be taken back. */
export const PATIENCE = 12_000;
/** ms within which a fall takes a climb back: it was one too many. */
const REGRET = 10_000;
/** Climbs in all: twice the ladder. Then the picture stays as it is: one that keeps changing is worse than a plain one. */
export const CLIMBS_MAX = 8;

/** How much is drawn, by how well the last frames were kept. It falls when they are late, and goes up again when they have long been in time. */
export class QualityLadder {
  private rung = 0;
  private frames = 0;
  private time = -SETTLING;
  private fastFor = 0;
  private patience = PATIENCE;
  private climbs = 0;
  private sinceClimb = Number.POSITIVE_INFINITY;

  get quality(): Quality {
    return RUNGS[this.rung] ?? RUNGS[0];
  }

  /** Everything is drawn anew: the next frames say nothing. */
  settle(): void {
    this.frames = 0;
    this.time = -SETTLING;
  }

  /** Takes in a frame's length, ms; true when the rung has just changed. */
  judge(elapsed: number): boolean {
    this.time += elapsed;
    this.sinceClimb += elapsed;
    if (this.time <= 0) return false;
    this.frames += 1;
    if (this.time < JUDGED_TIME || this.frames < JUDGED_FRAMES) return false;
    const mean = this.time / this.frames;
    this.fastFor = mean < FAST ? this.fastFor + this.time : 0;
    this.frames = 0;
    this.time = 0;
    if (mean > SLOW) return this.fall(mean > FAR_TOO_SLOW ? 2 : 1);
    return this.fastFor >= this.patience && this.climb();
  }

  private fall(rungs: number): boolean {
    if (this.rung === RUNGS.length - 1) return false;
    this.rung = Math.min(RUNGS.length - 1, this.rung + rungs);
    if (this.sinceClimb < REGRET) this.patience *= 2;
    this.settle();
    return true;
  }

  private climb(): boolean {
    this.fastFor = 0;
    if (this.rung === 0 || this.climbs === CLIMBS_MAX) return false;
    this.rung -= 1;
    this.climbs += 1;
    this.sinceClimb = 0;
    this.settle();
    return true;
  }
}
