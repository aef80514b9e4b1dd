import { CanvasSource, Rectangle, Texture } from "pixi.js";

/** Side of the sheet in pixels: every WebGL device takes it. */
const SHEET = 2048;
/** Pixels left free around each drawing, so that neighbours do not bleed into one another. */
const GAP = 2;

export type Drawing = (pen: CanvasRenderingContext2D) => void;

/**
 * One sheet that holds every small drawing of the arena, so that hundreds of sprites are one draw call. Drawings are made once
 * with the 2D canvas, glows included, in world units around their own middle. When the sheet is full another is begun.
 */
export class Atlas {
  private readonly scale: number;
  private readonly sheets: { source: CanvasSource; pen: CanvasRenderingContext2D }[] = [];
  private x = 0;
  private y = 0;
  private rowHeight = 0;

  /** `scale`: pixels per unit. */
  constructor(scale: number) {
    this.scale = scale;
  }

  /** Adds a drawing of this size in units; the pen's origin is its middle. */
  add(width: number, height: number, draw: Drawing): Texture {
    const pixelWidth = Math.ceil(width * this.scale) + GAP;
    const pixelHeight = Math.ceil(height * this.scale) + GAP;
    const { source, pen } = this.place(pixelWidth, pixelHeight);
    pen.save();
    pen.beginPath();
    pen.rect(this.x, this.y, pixelWidth, pixelHeight);
    pen.clip();
    pen.translate(this.x + (width * this.scale) / 2, this.y + (height * this.scale) / 2);
    pen.scale(this.scale, this.scale);
    draw(pen);
    pen.restore();
    const frame = new Rectangle(this.x / this.scale, this.y / this.scale, width, height);
    this.x += pixelWidth;
    return new Texture({ source, frame, defaultAnchor: { x: 0.5, y: 0.5 } });
  }

  /** To be called once after the last `add`. */
  upload(): void {
    for (const { source } of this.sheets) source.update();
  }

  destroy(): void {
    for (const { source } of this.sheets) source.destroy();
  }

  private place(width: number, height: number): { source: CanvasSource; pen: CanvasRenderingContext2D } {
    if (this.x + width > SHEET) {
      this.x = 0;
      this.y += this.rowHeight;
      this.rowHeight = 0;
    }
    let sheet = this.sheets.at(-1);
    if (sheet === undefined || this.y + height > SHEET) {
      sheet = newSheet(this.scale);
      this.sheets.push(sheet);
      this.x = 0;
      this.y = 0;
      this.rowHeight = 0;
    }
    this.rowHeight = Math.max(this.rowHeight, height);
    return sheet;
  }
}

function newSheet(scale: number): { source: CanvasSource; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = SHEET;
  canvas.height = SHEET;
  const source = new CanvasSource({ resource: canvas, resolution: scale, scaleMode: "linear" });
  return { source, pen: penOf(canvas) };
}

/** The 2D context of a canvas; a browser that has WebGL has it. */
export function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser gives no 2D canvas");
  return pen;
}
