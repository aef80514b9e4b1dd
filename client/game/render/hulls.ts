import { cssColor } from "./palette.ts";

/** Outlines of the hulls, units, nose towards +x, within a circle of 20: four shapes that all say where they point. */
const OUTLINES: readonly (readonly (readonly [number, number])[])[] = [
  // Dart: a wedge with a notched stern.
  [
    [20, 0],
    [-13, 15],
    [-7, 0],
    [-13, -15],
  ],
  // Manta: wide swept wings.
  [
    [19, 0],
    [2, 7],
    [-10, 18],
    [-14, 6],
    [-10, 0],
    [-14, -6],
    [-10, -18],
    [2, -7],
  ],
  // Fork: two prongs forward.
  [
    [19, 6.5],
    [6, 12],
    [-13, 11],
    [-9, 0],
    [-13, -11],
    [6, -12],
    [19, -6.5],
    [9, 0],
  ],
  // Lance: long and narrow, with stubs.
  [
    [20, 0],
    [5, 8],
    [-6, 9],
    [-12, 16],
    [-15, 5],
    [-15, -5],
    [-12, -16],
    [-6, -9],
    [5, -8],
  ],
];

/** Corners are rounded by this many units. */
const ROUNDING = 3;

/** Traces a hull's outline as the pen's current path. */
export function traceHull(pen: CanvasRenderingContext2D, hull: number): void {
  const points = OUTLINES[hull % OUTLINES.length] ?? [];
  const at = (index: number): readonly [number, number] => points[(index + points.length) % points.length] ?? [0, 0];
  const [lastX, lastY] = at(-1);
  const [firstX, firstY] = at(0);
  pen.beginPath();
  pen.moveTo((lastX + firstX) / 2, (lastY + firstY) / 2);
  points.forEach(([x, y], index) => {
    const [nextX, nextY] = at(index + 1);
    pen.arcTo(x, y, (x + nextX) / 2, (y + nextY) / 2, ROUNDING);
  });
  pen.closePath();
}

/** A craft from above: shaded plate, lit edge, dark canopy near the nose, in its own colour. */
export function drawHull(pen: CanvasRenderingContext2D, hull: number, color: number): void {
  traceHull(pen, hull);
  pen.lineJoin = "round";
  pen.strokeStyle = "#070b12";
  pen.lineWidth = 4;
  pen.stroke();
  pen.fillStyle = cssColor(color);
  pen.fill();
  pen.save();
  pen.clip();
  const shade = pen.createLinearGradient(-16, 0, 20, 0);
  shade.addColorStop(0, "rgb(0 8 20 / 46%)");
  shade.addColorStop(0.55, "rgb(0 8 20 / 4%)");
  shade.addColorStop(1, "rgb(255 255 255 / 46%)");
  pen.fillStyle = shade;
  pen.fillRect(-24, -24, 48, 48);
  // Plates meet along the keel.
  pen.strokeStyle = "rgb(4 10 20 / 45%)";
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(-16, 0);
  pen.lineTo(20, 0);
  pen.stroke();
  pen.restore();
  traceHull(pen, hull);
  pen.strokeStyle = "rgb(255 255 255 / 50%)";
  pen.lineWidth = 1;
  pen.stroke();
  pen.fillStyle = "#0a111c";
  pen.beginPath();
  pen.ellipse(1.5, 0, 5.5, 3.4, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = "rgb(190 230 255 / 75%)";
  pen.beginPath();
  pen.ellipse(3.4, -1.1, 2, 0.9, 0.2, 0, Math.PI * 2);
  pen.fill();
}

/** The white rim by which a player finds the own craft. */
export function drawRim(pen: CanvasRenderingContext2D, hull: number): void {
  traceHull(pen, hull);
  pen.lineJoin = "round";
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.6;
  pen.shadowColor = "rgb(255 255 255 / 80%)";
  pen.shadowBlur = 5;
  pen.stroke();
}

/** The hull in plain white: a flash when it is hit, and what a dash leaves behind. */
export function drawHullFlash(pen: CanvasRenderingContext2D, hull: number): void {
  traceHull(pen, hull);
  pen.fillStyle = "#ffffff";
  pen.fill();
}

/** What lies on the ground below a hovering craft. */
export function drawHullShadow(pen: CanvasRenderingContext2D, hull: number, scale: number): void {
  // Drawn outside the frame; only its blurred shadow falls into it.
  pen.shadowColor = "rgb(2 4 8 / 85%)";
  pen.shadowBlur = 7 * scale;
  pen.shadowOffsetX = 200 * scale;
  pen.translate(-200, 0);
  traceHull(pen, hull);
  pen.fillStyle = "#000000";
  pen.fill();
}
