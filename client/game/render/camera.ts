import { LOOK_AHEAD, type ViewSize, viewSize } from "../../../shared/protocol/view.ts";

/** ms in which the camera, critically damped, is about where it wants to be. */
const SETTLE = 120;
/** Units: a target farther away than this is another place (a respawn, another body to watch): the camera cuts to it. */
const CUT = 700;
/** Shake: at most this many CSS pixels, gone after this many ms. */
const SHAKE_PIXELS = 6;
const SHAKE_TIME = 120;

/** Where the screen looks. The visible area is the same for everybody; zoom never changes. */
export class Camera {
  /** Middle of the screen, units. */
  x = 0;
  y = 0;
  /** CSS pixels per unit. */
  scale = 1;
  /** Shake of this frame, CSS pixels. */
  shakeX = 0;
  shakeY = 0;
  size: ViewSize = viewSize(1);
  private velocityX = 0;
  private velocityY = 0;
  private placed = false;
  private shakeLeft = 0;
  private shakeStrength = 0;

  /** Nobody is followed: it stays where it was; at this place, where it was nowhere yet. */
  rest(x: number, y: number): void {
    if (!this.placed) this.follow(x, y, 0, 0, 0);
  }

  /** Fixes the shape of the view, until the next match. */
  begin(aspect: number): void {
    this.size = viewSize(aspect);
    this.placed = false;
  }

  /** The next body that is followed is another one: the camera is there at once, instead of flying past everything in between. */
  cut(): void {
    this.placed = false;
  }

  /** `pixelWidth`: CSS pixels across the view. */
  fit(pixelWidth: number): void {
    this.scale = pixelWidth / this.size.width;
  }

  /** Moves on by `elapsed` ms towards a body; `lookX`, `lookY`: -1..1, where the cursor is between the middle and the edges. */
  follow(x: number, y: number, lookX: number, lookY: number, elapsed: number): void {
    const targetX = x + lookX * this.size.width * LOOK_AHEAD;
    const targetY = y + lookY * this.size.height * LOOK_AHEAD;
    if (!this.placed || Math.hypot(targetX - this.x, targetY - this.y) > CUT) {
      this.x = targetX;
      this.y = targetY;
      this.velocityX = 0;
      this.velocityY = 0;
      this.placed = true;
      return;
    }
    // A critically damped spring, solved exactly over the frame: the same path at every frame rate.
    const stiffness = 4 / SETTLE;
    const decay = Math.exp(-stiffness * elapsed);
    const offX = this.x - targetX;
    const offY = this.y - targetY;
    const pullX = this.velocityX + stiffness * offX;
    const pullY = this.velocityY + stiffness * offY;
    this.x = targetX + (offX + pullX * elapsed) * decay;
    this.y = targetY + (offY + pullY * elapsed) * decay;
    this.velocityX = (this.velocityX - stiffness * pullX * elapsed) * decay;
    this.velocityY = (this.velocityY - stiffness * pullY * elapsed) * decay;
  }

  /** `strength`: 0..1. */
  shake(strength: number): void {
    this.shakeStrength = Math.max(strength, this.shakeLeft > 0 ? this.shakeStrength : 0);
    this.shakeLeft = SHAKE_TIME;
  }

  /** Works out this frame's shake. `phase`: any clock in ms. */
  tremble(elapsed: number, phase: number): void {
    this.shakeLeft = Math.max(0, this.shakeLeft - elapsed);
    const size = SHAKE_PIXELS * Math.min(1, this.shakeStrength) * (this.shakeLeft / SHAKE_TIME);
    this.shakeX = Math.sin(phase * 0.11) * size;
    this.shakeY = Math.cos(phase * 0.137) * size;
  }

  /** Whether a disc at this place can be seen. */
  sees(x: number, y: number, radius: number): boolean {
    return Math.abs(x - this.x) < this.size.width / 2 + radius && Math.abs(y - this.y) < this.size.height / 2 + radius;
  }
}
