import { craftColor, cssColor } from "../game/render/palette.ts";

/** Pixels: the size that pages which show links make room for. */
export const PICTURE_WIDTH = 1200;
export const PICTURE_HEIGHT = 630;

const MARGIN = 72;
const COLUMNS = 3;
const FONT = 'system-ui, "Segoe UI", Arial, sans-serif';

export interface PictureTexts {
  name: string;
  title: string;
  where: string;
  level: string;
  /** Six pairs of what and how much. */
  figures: readonly (readonly [string, string])[];
  address: string;
}

/** Draws a round's results in the player's colour, to be kept or shown around. */
export function drawResults(texts: PictureTexts, color: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = PICTURE_WIDTH;
  canvas.height = PICTURE_HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws nothing");
  const light = cssColor(craftColor(color));
  drawGround(pen, light);
  pen.textBaseline = "alphabetic";
  write(pen, texts.where, MARGIN, 104, 30, 500, "#9fb0c6");
  write(pen, texts.title, MARGIN, 196, 86, 750, "#ffffff");
  write(pen, texts.name, MARGIN, 262, 46, 650, light);
  write(pen, texts.level, MARGIN, 306, 28, 500, "#9fb0c6");
  texts.figures.forEach(([label, figure], index) => {
    const x = MARGIN + (index % COLUMNS) * ((PICTURE_WIDTH - 2 * MARGIN) / COLUMNS);
    const y = 400 + Math.floor(index / COLUMNS) * 104;
    write(pen, label, x, y, 24, 500, "#9fb0c6");
    write(pen, figure, x, y + 48, 44, 700, "#ffffff");
  });
  pen.textAlign = "right";
  write(pen, "STRAFE", PICTURE_WIDTH - MARGIN, 104, 40, 800, "#ffffff");
  write(pen, texts.address, PICTURE_WIDTH - MARGIN, 142, 24, 500, "#9fb0c6");
  return canvas;
}

/** Hands the picture to the browser's downloads as a PNG. */
export function saveCanvas(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    if (blob === null) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name.replace(/[^\p{L}\p{N}-]+/gu, "-")}.png`;
    link.click();
    // The download has its own hold of the data by then.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }, "image/png");
}

/** Night-lit concrete with the player's light on it, and their craft. */
function drawGround(pen: CanvasRenderingContext2D, light: string): void {
  pen.fillStyle = "#10151f";
  pen.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  pen.strokeStyle = "rgb(160 190 230 / 5%)";
  pen.lineWidth = 1;
  for (let at = 0.5; at < PICTURE_WIDTH; at += 42) strokeLine(pen, at, 0, at, PICTURE_HEIGHT);
  for (let at = 0.5; at < PICTURE_HEIGHT; at += 42) strokeLine(pen, 0, at, PICTURE_WIDTH, at);
  const glow = pen.createRadialGradient(970, 272, 20, 970, 272, 430);
  glow.addColorStop(0, `${light}66`);
  glow.addColorStop(1, `${light}00`);
  pen.fillStyle = glow;
  pen.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  drawCraft(pen, 985, 276, light);
  pen.fillStyle = light;
  pen.fillRect(0, 0, 10, PICTURE_HEIGHT);
}

function drawCraft(pen: CanvasRenderingContext2D, x: number, y: number, light: string): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(-0.5);
  pen.lineJoin = "round";
  pen.strokeStyle = light;
  pen.lineWidth = 7;
  pen.beginPath();
  pen.arc(0, 0, 104, -2.4, 2.1);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(78, 0);
  pen.lineTo(-46, 54);
  pen.lineTo(-26, 0);
  pen.lineTo(-46, -54);
  pen.closePath();
  pen.fillStyle = light;
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 8;
  pen.stroke();
  pen.restore();
}

function strokeLine(pen: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

function write(pen: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, weight: number, color: string): void {
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.fillStyle = color;
  // Whatever language or name: it is pressed together rather than cut off.
  pen.fillText(text, x, y, PICTURE_WIDTH - 2 * MARGIN);
}
