import type { Drawing } from "./atlas.ts";
import { drawArc } from "./ring-drawings.ts";

export function drawCrosshair(pen: CanvasRenderingContext2D): void {
  for (const [width, color] of [
    [4.4, "rgb(4 8 14 / 70%)"],
    [2, "#ffffff"],
  ] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.lineCap = "round";
    pen.beginPath();
    for (let quarter = 0; quarter < 4; quarter += 1) {
      const x = Math.cos((quarter * Math.PI) / 2);
      const y = Math.sin((quarter * Math.PI) / 2);
      pen.moveTo(x * 5, y * 5);
      pen.lineTo(x * 9, y * 9);
    }
    pen.stroke();
  }
  pen.fillStyle = "#ffffff";
  pen.beginPath();
  pen.arc(0, 0, 1.4, 0, Math.PI * 2);
  pen.fill();
}

export function drawDashRing(part: number): Drawing {
  return (pen) => {
    pen.strokeStyle = "rgb(4 8 14 / 45%)";
    pen.lineWidth = 4.4;
    pen.beginPath();
    pen.arc(0, 0, 18, 0, Math.PI * 2);
    pen.stroke();
    drawArc(18, part < 1 ? 1.8 : 2.4, part, part < 1 ? "rgb(255 255 255 / 62%)" : "#ffffff")(pen);
  };
}

/** Four strokes outwards, on the diagonals. */
export function drawTick(from: number, to: number, width: number): Drawing {
  return (pen) => {
    for (const [extra, color] of [
      [2.6, "rgb(4 8 14 / 80%)"],
      [0, "#ffffff"],
    ] as const) {
      pen.strokeStyle = color;
      pen.lineWidth = width + extra;
      pen.lineCap = "round";
      pen.beginPath();
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const angle = Math.PI / 4 + (quarter * Math.PI) / 2;
        pen.moveTo(Math.cos(angle) * from, Math.sin(angle) * from);
        pen.lineTo(Math.cos(angle) * to, Math.sin(angle) * to);
      }
      pen.stroke();
    }
  };
}

/** A crescent of a circle of 130 pixels around a middle 130 pixels to the left. */
export function drawDamageArc(pen: CanvasRenderingContext2D): void {
  for (let layer = 0; layer < 6; layer += 1) {
    pen.strokeStyle = `rgb(255 255 255 / ${14 + layer * 6}%)`;
    pen.lineWidth = 12 - layer * 2;
    pen.beginPath();
    pen.arc(-130, 0, 134, -0.52 + layer * 0.06, 0.52 - layer * 0.06);
    pen.stroke();
  }
}

export function drawDot(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#ffffff";
  pen.beginPath();
  pen.arc(0, 0, 5, 0, Math.PI * 2);
  pen.fill();
}

export function drawDigit(digit: number): Drawing {
  return (pen) => {
    pen.font = "700 18px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.strokeStyle = "#05080d";
    pen.lineWidth = 4;
    pen.strokeText(String(digit), 0, 0);
    pen.fillStyle = "#ffffff";
    pen.fillText(String(digit), 0, 0);
  };
}
