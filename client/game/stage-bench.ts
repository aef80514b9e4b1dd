import type { Quality } from "./render/quality.ts";
import { Stage, type StagePiece } from "./stage-play.ts";

/** ms of the shown time between two frames that are drawn as fast as can be: a display of 60 Hz. */
const FRAME = 1000 / 60;

/** ms: a frame is never taken to be longer, as in play. */
const FRAME_LONGEST = 100;

/** Waits until everything asked of the graphics is done: a pixel can be read only then. */
function finish(gl: WebGL2RenderingContext): void {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

function contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const gl = canvas.getContext("webgl2");
  if (gl === null) throw new Error("this browser gives no WebGL 2");
  return gl;
}

/** The least that a frame can be: cleared, and done. */
export function measureEmpty(canvas: HTMLCanvasElement, frames: number): number[] {
  const gl = contextOf(canvas);
  return Array.from({ length: frames }, () => {
    const before = performance.now();
    gl.clearColor(0.04, 0.06, 0.09, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    finish(gl);
    return performance.now() - before;
  });
}

/** Draws so many frames of a piece at full quality, each until it is done: ms per frame, the world's step of it left in. */
export async function measureDrawing(canvas: HTMLCanvasElement, piece: StagePiece, frames: number): Promise<number[]> {
  const stage = await Stage.open(canvas, piece, true);
  const gl = contextOf(canvas);
  const times: number[] = [];
  while (times.length < frames) {
    const before = performance.now();
    const scene = stage.show(FRAME);
    if (scene === null) break;
    finish(gl);
    times.push(performance.now() - before);
  }
  stage.renderer.destroy();
  return times;
}

export interface Pace {
  /** ms between displayed frames. */
  intervals: number[];
  /** Where the quality came to rest. */
  quality: Quality;
}

/** Shows a piece for so many ms in its own time, as in play: the display sets the pace, and quality falls where frames are late. */
export async function measurePace(canvas: HTMLCanvasElement, piece: StagePiece, duration: number): Promise<Pace> {
  const stage = await Stage.open(canvas, piece, false);
  const intervals: number[] = [];
  await new Promise<void>((resolve) => {
    let before = performance.now();
    const end = before + duration;
    const frame = (now: number): void => {
      const elapsed = Math.max(0, now - before);
      before = now;
      if (now > end || stage.show(Math.min(elapsed, FRAME_LONGEST)) === null) {
        resolve();
        return;
      }
      intervals.push(elapsed);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const { quality } = stage.renderer;
  stage.renderer.destroy();
  return { intervals, quality };
}
