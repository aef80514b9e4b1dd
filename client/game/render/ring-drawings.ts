import type { Drawing } from "./atlas.ts";

/** Radius of the health ring and of the shield's outer arc around it, units. */
export const HEALTH_RADIUS = 28;
export const SHIELD_RADIUS = 33;
/** The arcs begin here and grow clockwise. */
const RING_START = -Math.PI / 2;
export function drawRingTrack(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "rgb(4 8 14 / 72%)";
  pen.lineWidth = 6.4;
  pen.beginPath();
  pen.arc(0, 0, HEALTH_RADIUS, 0, Math.PI * 2);
  pen.stroke();
}

export function drawArc(radius: number, width: number, part: number, color: string): Drawing {
  return (pen) => {
    if (part <= 0) return;
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.lineCap = part < 1 ? "round" : "butt";
    pen.beginPath();
    pen.arc(0, 0, radius, RING_START, RING_START + part * Math.PI * 2);
    pen.stroke();
  };
}

export function drawProtection(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.5;
  for (let part = 0; part < 6; part += 1) {
    const from = (part / 6) * Math.PI * 2;
    pen.beginPath();
    pen.arc(0, 0, 42, from, from + 0.62);
    pen.stroke();
  }
}
