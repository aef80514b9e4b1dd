import { measureDrawing, measureEmpty, measurePace, type Pace } from "./game/stage-bench.ts";
import type { StagePiece } from "./game/stage-play.ts";

declare global {
  /** Called by whoever drives this page, one after another: each on a canvas of its own. */
  var bench: {
    /** ms that each of so many frames took. */
    empty: (frames: number) => Promise<number[]>;
    drawing: (piece: StagePiece, frames: number) => Promise<number[]>;
    /** For so many ms. */
    pace: (piece: StagePiece, duration: number) => Promise<Pace>;
  };
}

/** Where drawing is measured. Not part of the build. */
globalThis.bench = {
  empty: async (frames) => measureEmpty(freshCanvas(), frames),
  drawing: (piece, frames) => measureDrawing(freshCanvas(), piece, frames),
  pace: (piece, duration) => measurePace(freshCanvas(), piece, duration),
};

function freshCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = window.innerWidth;
  canvas.height = window.innerHeight;
  document.body.replaceChildren(canvas);
  return canvas;
}
