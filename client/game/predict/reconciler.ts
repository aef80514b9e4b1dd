import { copyMotion, newMotion, sameMotion, stepBody } from "../../../shared/sim/body.ts";
import type { InputFrame } from "../../../shared/sim/frame.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { type ShotFired, stepWeapon } from "../../../shared/sim/weapons.ts";
import type { Motion } from "../../../shared/sim/world.ts";

/** Frames kept for a replay: 3.2 s at 40 Hz. No more are made once the server was silent for 2 s. */
const KEPT = 128;

/** Patches without a made-up frame after which the next one counts as another correction: one stall, one correction. */
const EPISODE_GAP = 10;

/** ms in which what a correction moved on screen shrinks to a third. */
const SMOOTHING = 80;

/** Units. A body put further away than this was not nudged, it is elsewhere: shown there at once. */
const SMOOTH_MAX = 150;

/**
 * Why the server's word on the own body differed from the prediction: something other than its frames acted on it (a spawn, a
 * death, ammunition from a pad); the server had to make frames up; or, never if both sides step alike, nothing explains it.
 */
export type CorrectionCause = "impulse" | "invented" | "drift";

/** The server's word on the own body at one tick. */
export interface Authority {
  motion: Motion;
  /** Number of the newest own frame in it. */
  acknowledged: number;
  impulses: number;
  invented: number;
}

/** Told of each shot that replayed frames fire, or no longer fire. */
export type ReplayListener = (sequence: number, shot: ShotFired | null) => void;

interface Step {
  sequence: number;
  frame: InputFrame;
  /** The body after it. */
  readonly after: Motion;
}

/**
 * The own body ahead of the server: every frame is stepped at once by the very functions that the server uses. Each patch
 * says which frame it includes and how the body stood then; if that is not what was predicted, the body is set there and the
 * frames since are stepped again.
 */
export class Reconciler {
  /** The body after the newest frame. */
  readonly motion: Motion = newMotion();
  readonly corrections: Record<CorrectionCause, number> = { drift: 0, impulse: 0, invented: 0 };
  /** Units: the last and the largest difference that nothing explains. */
  drift = 0;
  driftPeak = 0;
  /** Units by which the body is still shown away from where it is. */
  errorX = 0;
  errorY = 0;
  #terrain: Terrain;
  readonly #ring: Step[];
  /** The body at the acknowledged frame. */
  readonly #settled: Motion = newMotion();
  #acknowledged = 0;
  #newest = 0;
  #impulses = 0;
  #invented = 0;
  #quietPatches = EPISODE_GAP;
  #isKnown = false;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#ring = Array.from({ length: KEPT }, () => ({
      sequence: 0,
      frame: { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0, viewTick: 0 },
      after: newMotion(),
    }));
  }

  /** False until the server has first said where the body is. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Frames that the server has not acknowledged. */
  get pending(): number {
    return this.#newest - this.#acknowledged;
  }

  /** Whether another frame could still be replayed. */
  get hasRoom(): boolean {
    return this.pending < KEPT;
  }

  /** A new connection: frames count from 1 again. The body stays where it is shown until the server speaks. */
  restart(): void {
    for (const step of this.#ring) step.sequence = 0;
    this.#acknowledged = 0;
    this.#newest = 0;
    this.#isKnown = false;
  }

  /** The match goes on on another map: the frames under way count there, from wherever the server puts the body. */
  moveTo(terrain: Terrain): void {
    this.#terrain = terrain;
    this.#isKnown = false;
  }

  /** Steps the body by frame number `sequence`, which must follow the last. Returns the shot that it fired: reused by the next call. */
  predict(sequence: number, frame: InputFrame): ShotFired | null {
    const step = this.#slot(sequence);
    step.sequence = sequence;
    Object.assign(step.frame, frame);
    this.#newest = sequence;
    stepBody(this.motion, step.frame, this.#terrain);
    const shot = stepWeapon(this.motion, step.frame, this.#terrain);
    copyMotion(this.motion, step.after);
    return shot;
  }

  /** The instant of view, 1/16 tick, that a frame carried; null when it is no longer kept. */
  viewTickOf(sequence: number): number | null {
    const step = this.#slot(sequence);
    return step.sequence === sequence && sequence > 0 ? step.frame.viewTick : null;
  }

  /** Writes where the body will be when `frame` is stepped next, without stepping it. */
  lookAhead(frame: InputFrame, into: Motion): void {
    copyMotion(this.motion, into);
    stepBody(into, frame, this.#terrain);
  }

  /** Takes the server's word. Returns why it was needed, or null where the prediction was right to the bit. */
  reconcile(authority: Authority, onReplay: ReplayListener): CorrectionCause | null {
    const predicted = this.#predictedAt(authority.acknowledged);
    const cause = this.#causeOf(authority, predicted);
    // Before `settled` is overwritten: it may be what was predicted.
    const isRight = predicted !== null && sameMotion(predicted, authority.motion);
    this.#impulses = authority.impulses;
    this.#invented = authority.invented;
    this.#acknowledged = authority.acknowledged;
    copyMotion(authority.motion, this.#settled);
    if (isRight) return null;
    this.#adopt(authority.motion, onReplay);
    return this.#isKnown ? cause : this.#begin();
  }

  /** Lets what is shown draw nearer to what is. */
  smooth(elapsed: number): void {
    const kept = Math.exp(-elapsed / SMOOTHING);
    this.errorX *= kept;
    this.errorY *= kept;
  }

  #begin(): null {
    this.#isKnown = true;
    this.errorX = 0;
    this.errorY = 0;
    return null;
  }

  #predictedAt(sequence: number): Motion | null {
    if (!this.#isKnown) return null;
    if (sequence === this.#acknowledged) return this.#settled;
    const step = this.#slot(sequence);
    return step.sequence === sequence ? step.after : null;
  }

  /** Counts the correction that `authority` is, if it is one. */
  #causeOf(authority: Authority, predicted: Motion | null): CorrectionCause | null {
    const invented = authority.invented !== this.#invented;
    const isNewEpisode = invented && this.#quietPatches >= EPISODE_GAP;
    this.#quietPatches = invented ? 0 : this.#quietPatches + 1;
    if (!this.#isKnown || predicted === null || sameMotion(predicted, authority.motion)) return null;
    // Until the first frame of a connection has got there, the server's own neutral ones move the body.
    if (authority.acknowledged === 0) return null;
    if (authority.impulses !== this.#impulses || isSupply(predicted, authority.motion)) {
      this.corrections.impulse += 1;
      return "impulse";
    }
    if (invented) {
      if (isNewEpisode) this.corrections.invented += 1;
      return "invented";
    }
    this.drift = Math.hypot(predicted.x - authority.motion.x, predicted.y - authority.motion.y) / UNIT;
    this.driftPeak = Math.max(this.driftPeak, this.drift);
    this.corrections.drift += 1;
    return "drift";
  }

  #adopt(motion: Motion, onReplay: ReplayListener): void {
    const { x, y } = this.motion;
    copyMotion(motion, this.motion);
    for (let sequence = this.#acknowledged + 1; sequence <= this.#newest; sequence += 1) {
      const step = this.#slot(sequence);
      if (step.sequence !== sequence) continue;
      stepBody(this.motion, step.frame, this.#terrain);
      onReplay(sequence, stepWeapon(this.motion, step.frame, this.#terrain));
      copyMotion(this.motion, step.after);
    }
    this.errorX += (x - this.motion.x) / UNIT;
    this.errorY += (y - this.motion.y) / UNIT;
    if (Math.hypot(this.errorX, this.errorY) > SMOOTH_MAX) {
      this.errorX = 0;
      this.errorY = 0;
    }
  }

  #slot(sequence: number): Step {
    const step = this.#ring[sequence % KEPT];
    if (step === undefined) throw new RangeError(`frame number ${sequence}`);
    return step;
  }
}

/** Whether ammunition from a pad is all that is different. */
function isSupply(predicted: Motion, motion: Motion): boolean {
  return motion.ammo.some((shots, weapon) => shots > (predicted.ammo[weapon] ?? 0)) && sameMotion({ ...predicted, ammo: motion.ammo }, motion);
}
