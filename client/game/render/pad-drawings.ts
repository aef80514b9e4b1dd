import type { PickupKind } from "../../../shared/content/map-data.ts";
import { cssColor, palette } from "./palette.ts";

/** The plate in the ground, there whether or not something lies on it. */
export function drawPad(pen: CanvasRenderingContext2D, kind: PickupKind): void {
  pen.fillStyle = "rgb(6 10 16 / 55%)";
  hexagon(pen, 34);
  pen.fill();
  pen.strokeStyle = "rgb(120 145 180 / 40%)";
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.strokeStyle = cssColor(palette().pickups[kind]);
  pen.globalAlpha = 0.55;
  pen.lineWidth = 3;
  for (let corner = 0; corner < 6; corner += 1) {
    const angle = (corner / 6) * Math.PI * 2;
    pen.beginPath();
    pen.moveTo(Math.cos(angle - 0.16) * 34, Math.sin(angle - 0.16) * 34);
    pen.lineTo(Math.cos(angle) * 36, Math.sin(angle) * 36);
    pen.lineTo(Math.cos(angle + 0.16) * 34, Math.sin(angle + 0.16) * 34);
    pen.stroke();
  }
}

/** What lies there, each in a shape of its own as well: cross, shield, line through a ring, fan, ball in a ring, bolt. */
export function drawPickup(pen: CanvasRenderingContext2D, kind: PickupKind): void {
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.shadowColor = "rgb(2 4 8 / 80%)";
  pen.shadowBlur = 4;
  pen.strokeStyle = cssColor(palette().pickups[kind]);
  pen.fillStyle = cssColor(palette().pickups[kind]);
  pen.lineWidth = 7;
  pen.beginPath();
  switch (kind) {
    case "health":
      pen.moveTo(-11, 0);
      pen.lineTo(11, 0);
      pen.moveTo(0, -11);
      pen.lineTo(0, 11);
      pen.stroke();
      break;
    case "shield":
      pen.lineWidth = 4.5;
      pen.moveTo(0, -14);
      pen.lineTo(12, -9);
      pen.lineTo(12, 1);
      pen.quadraticCurveTo(10, 10, 0, 15);
      pen.quadraticCurveTo(-10, 10, -12, 1);
      pen.lineTo(-12, -9);
      pen.closePath();
      pen.stroke();
      break;
    case "scatter":
      pen.lineWidth = 4;
      for (const y of [-11, 0, 11]) {
        pen.moveTo(-13, 0);
        pen.lineTo(13, y);
      }
      pen.stroke();
      break;
    case "mortar":
      pen.lineWidth = 3.5;
      pen.arc(0, 0, 14, 0, Math.PI * 2);
      pen.stroke();
      pen.beginPath();
      pen.arc(0, 0, 5.5, 0, Math.PI * 2);
      pen.fill();
      break;
    case "overcharge":
      pen.lineWidth = 4.5;
      pen.moveTo(4, -15);
      pen.lineTo(-8, 3);
      pen.lineTo(8, -3);
      pen.lineTo(-4, 15);
      pen.stroke();
      break;
    case "rail":
      pen.lineWidth = 4;
      pen.moveTo(-17, 0);
      pen.lineTo(17, 0);
      pen.stroke();
      pen.beginPath();
      pen.arc(0, 0, 9, 0, Math.PI * 2);
      pen.stroke();
      break;
  }
}

function hexagon(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  for (let corner = 0; corner < 6; corner += 1) {
    const angle = (corner / 6) * Math.PI * 2;
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  pen.closePath();
}
