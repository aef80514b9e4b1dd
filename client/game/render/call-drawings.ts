/** Drawings of the marks that calls leave in the arena: grey, tinted with the caller's colour. */

const HALO = "rgb(4 8 14 / 85%)";

/** A drop that points at the pen's origin from above. */
export function drawCallPin(pen: CanvasRenderingContext2D): void {
  pen.lineJoin = "round";
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.quadraticCurveTo(-3, -10, -9, -16);
  pen.arc(0, -22, 11, Math.PI * 0.8, Math.PI * 0.2);
  pen.quadraticCurveTo(3, -10, 0, 0);
  pen.closePath();
  pen.strokeStyle = HALO;
  pen.lineWidth = 5;
  pen.stroke();
  pen.fillStyle = "#ffffff";
  pen.fill();
  pen.fillStyle = "#0a111c";
  pen.beginPath();
  pen.arc(0, -22, 4.2, 0, Math.PI * 2);
  pen.fill();
}

/** A bubble with an exclamation mark: somebody says something of where they are. */
export function drawCallBubble(pen: CanvasRenderingContext2D): void {
  pen.lineJoin = "round";
  pen.beginPath();
  pen.roundRect(-12, -12, 24, 20, 7);
  pen.moveTo(-4, 8);
  pen.lineTo(0, 14);
  pen.lineTo(4, 8);
  pen.strokeStyle = HALO;
  pen.lineWidth = 5;
  pen.stroke();
  pen.fillStyle = "#ffffff";
  pen.fill();
  pen.fillStyle = "#0a111c";
  pen.fillRect(-1.6, -8, 3.2, 7.5);
  pen.fillRect(-1.6, 1.4, 3.2, 3.2);
}

/** A small wedge to the right of the origin: the mark lies that way. */
export function drawCallPoint(pen: CanvasRenderingContext2D): void {
  pen.lineJoin = "round";
  pen.beginPath();
  pen.moveTo(34, 0);
  pen.lineTo(22, -9);
  pen.lineTo(22, 9);
  pen.closePath();
  pen.strokeStyle = HALO;
  pen.lineWidth = 4;
  pen.stroke();
  pen.fillStyle = "#ffffff";
  pen.fill();
}
