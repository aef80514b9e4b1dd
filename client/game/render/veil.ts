import { CanvasSource, Sprite, Texture } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import { penOf } from "./atlas.ts";
import type { Camera } from "./camera.ts";

/** Units per pixel: coarse on purpose, stretched it gives the soft edge for free. */
const CELL = 12;
/** Blur of the edge in those pixels: with the stretching about 24 units. */
const SOFTNESS = 0.9;
/** What cannot be seen keeps 45 % of its brightness. */
const DRAINED = "rgb(5 9 16 / 55%)";
/** Units: farther than any screen reaches. */
const FAR = 4000;

/**
 * Drains what lies out of the own sight: the shadow of every wall, as seen from the own craft, painted into a small canvas
 * that is stretched over the view.
 */
export class Veil {
  readonly sprite: Sprite;
  private readonly map: MapData;
  private readonly pen: CanvasRenderingContext2D;
  private readonly source: CanvasSource;
  private readonly columns: number;
  private readonly rows: number;
  /** Of what is on the canvas: its upper left corner and the eyes' place, whole units. */
  private readonly drawn = { left: Number.NaN, top: Number.NaN, x: Number.NaN, y: Number.NaN };

  constructor(map: MapData, camera: Camera) {
    this.map = map;
    this.columns = Math.ceil(camera.size.width / CELL) + 4;
    this.rows = Math.ceil(camera.size.height / CELL) + 4;
    const canvas = document.createElement("canvas");
    canvas.width = this.columns;
    canvas.height = this.rows;
    this.pen = penOf(canvas);
    this.source = new CanvasSource({ resource: canvas, scaleMode: "linear" });
    this.sprite = new Sprite(new Texture({ source: this.source }));
    this.sprite.scale.set(CELL);
  }

  /** Draws what the place (x, y) does not see. */
  draw(camera: Camera, x: number, y: number): void {
    const { pen, map } = this;
    // Kept to whole cells of the world, so that the coarse pixels do not swim as the camera moves.
    const left = Math.floor((camera.x - camera.size.width / 2) / CELL - 1) * CELL;
    const top = Math.floor((camera.y - camera.size.height / 2) / CELL - 1) * CELL;
    this.sprite.position.set(left, top);
    if (!this.changes(left, top, Math.round(x), Math.round(y))) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.columns, this.rows);
    pen.setTransform(1 / CELL, 0, 0, 1 / CELL, -left / CELL, -top / CELL);
    pen.filter = `blur(${SOFTNESS}px)`;
    pen.fillStyle = DRAINED;
    pen.beginPath();
    for (const box of map.boxes) {
      if (camera.sees(box.x + box.width / 2, box.y + box.height / 2, Math.max(box.width, box.height))) traceBoxShadow(pen, box, x, y);
    }
    for (const pillar of map.pillars) {
      if (camera.sees(pillar.x, pillar.y, pillar.radius * 2)) tracePillarShadow(pen, pillar, x, y);
    }
    pen.fill("nonzero");
    pen.filter = "none";
    this.source.update();
  }

  /** Whether it looks different from there: painting it and handing it to the graphics is the dearest thing in a frame. */
  private changes(left: number, top: number, x: number, y: number): boolean {
    const { drawn } = this;
    if (drawn.left === left && drawn.top === top && drawn.x === x && drawn.y === y) return false;
    drawn.left = left;
    drawn.top = top;
    drawn.x = x;
    drawn.y = y;
    return true;
  }

  destroy(): void {
    this.sprite.destroy({ texture: true, textureSource: true });
  }
}

/** What is behind the edges that face away: the wall's own top stays lit. */
function traceBoxShadow(pen: CanvasRenderingContext2D, box: { x: number; y: number; width: number; height: number }, x: number, y: number): void {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  if (x > box.x && x < right && y > box.y && y < bottom) return;
  if (y > box.y) traceCast(pen, right, box.y, box.x, box.y, x, y);
  if (y < bottom) traceCast(pen, box.x, bottom, right, bottom, x, y);
  if (x > box.x) traceCast(pen, box.x, box.y, box.x, bottom, x, y);
  if (x < right) traceCast(pen, right, bottom, right, box.y, x, y);
}

function tracePillarShadow(pen: CanvasRenderingContext2D, pillar: { x: number; y: number; radius: number }, x: number, y: number): void {
  const away = Math.hypot(pillar.x - x, pillar.y - y);
  if (away <= pillar.radius) return;
  const toward = Math.atan2(pillar.y - y, pillar.x - x);
  const side = Math.acos(pillar.radius / away);
  const at = (angle: number): readonly [number, number] => [pillar.x - Math.cos(angle) * pillar.radius, pillar.y - Math.sin(angle) * pillar.radius];
  const [leftX, leftY] = at(toward + side);
  const [rightX, rightY] = at(toward - side);
  traceCast(pen, leftX, leftY, rightX, rightY, x, y);
}

/** The area behind the edge from a to b as seen from (x, y); wound one way, so that overlapping shadows stay one. */
function traceCast(pen: CanvasRenderingContext2D, aX: number, aY: number, bX: number, bY: number, x: number, y: number): void {
  const turned = (aX - x) * (bY - y) - (aY - y) * (bX - x) < 0;
  const [fromX, fromY, toX, toY] = turned ? [bX, bY, aX, aY] : [aX, aY, bX, bY];
  const fromReach = FAR / Math.max(1, Math.hypot(fromX - x, fromY - y));
  const toReach = FAR / Math.max(1, Math.hypot(toX - x, toY - y));
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.lineTo(toX + (toX - x) * toReach, toY + (toY - y) * toReach);
  pen.lineTo(fromX + (fromX - x) * fromReach, fromY + (fromY - y) * fromReach);
  pen.closePath();
}
