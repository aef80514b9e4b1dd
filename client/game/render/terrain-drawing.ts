import { GRID, type MapData } from "../../../shared/content/map-data.ts";
import { TINTS } from "../../../shared/content/tints.ts";
import { penOf } from "./atlas.ts";

/** Units: side of a concrete slab, of the faint grid and of the lighter one that gives a sense of speed. */
const SLAB = 256;
const FINE = 64;
const COARSE = 512;
/** Units: how far a wall's shadow falls, to the lower right, and how soft it is. */
const SHADOW_FALL = 16;
const SHADOW_BLUR = 22;
/** Everything within this many units of a piece can leave a mark in it. */
const REACH = 80;

/** Units: width of the wall around the map; behind it is nothing but night. */
const BORDER = 48;

/** Units beyond the map's border up to which night is drawn: more than any piece that is drawn at all. */
const FAR = 1200;

/** Outlines of the map beyond its wall, and the units between them. */
const ECHOES = 7;
const ECHO_DISTANCE = 64;

/** The map's colour where nothing is drawn: the night beyond its border. */
export function nightColor(map: MapData): string {
  return TINTS[map.tint].night;
}

/**
 * Draws the square piece of the map whose upper left corner is (left, top): ground, grid, shadows, walls with a rim of light from
 * the upper left, pillars. All that never changes, at `scale` pixels per unit.
 */
export function drawTerrain(map: MapData, left: number, top: number, side: number, scale: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(side * scale);
  canvas.height = Math.round(side * scale);
  const pen = penOf(canvas);
  pen.scale(scale, scale);
  pen.translate(-left, -top);
  const near = nearby(map, left, top, side);
  drawGround(pen, near, left, top, side);
  drawShadows(pen, near, scale);
  drawTops(pen, near);
  return canvas;
}

function nearby(map: MapData, left: number, top: number, side: number): MapData {
  const touches = (x: number, y: number, width: number, height: number): boolean =>
    x < left + side + REACH && x + width > left - REACH && y < top + side + REACH && y + height > top - REACH;
  return {
    ...map,
    boxes: map.boxes.filter((box) => touches(box.x, box.y, box.width, box.height)),
    pillars: map.pillars.filter(({ x, y, radius }) => touches(x - radius, y - radius, radius * 2, radius * 2)),
  };
}

/** 0..1, the same for the same place whenever and wherever it is drawn. */
function noiseAt(x: number, y: number): number {
  const mixed = Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
}

function drawGround(pen: CanvasRenderingContext2D, map: MapData, left: number, top: number, side: number): void {
  const tint = TINTS[map.tint];
  pen.fillStyle = tint.ground;
  pen.fillRect(left, top, side, side);
  const first = (edge: number, step: number): number => Math.floor(edge / step) * step;
  for (let y = first(top, SLAB); y < top + side; y += SLAB) {
    for (let x = first(left, SLAB); x < left + side; x += SLAB) {
      const tone = noiseAt(x, y);
      pen.fillStyle = tone > 0.5 ? `rgb(190 215 255 / ${((tone - 0.5) * 5).toFixed(2)}%)` : `rgb(0 0 0 / ${((0.5 - tone) * 30).toFixed(2)}%)`;
      pen.fillRect(x, y, SLAB, SLAB);
    }
  }
  drawWear(pen, map, left, top, side);
  for (const [step, strength] of [
    [FINE, 4.6],
    [COARSE, 12],
  ] as const) {
    pen.fillStyle = `rgb(${tint.line} / ${strength}%)`;
    for (let x = first(left, step); x <= left + side; x += step) pen.fillRect(x - 0.75, top, 1.5, side);
    for (let y = first(top, step); y <= top + side; y += step) pen.fillRect(left, y - 0.75, side, 1.5);
  }
  // Crosses where the coarse lines meet.
  pen.fillStyle = `rgb(${tint.line} / 24%)`;
  for (let y = first(top, COARSE); y <= top + side; y += COARSE) {
    for (let x = first(left, COARSE); x <= left + side; x += COARSE) {
      pen.fillRect(x - 9, y - 1, 18, 2);
      pen.fillRect(x - 1, y - 9, 2, 18);
    }
  }
}

/** Stains and grain: concrete that has been used. */
function drawWear(pen: CanvasRenderingContext2D, map: MapData, left: number, top: number, side: number): void {
  const cell = 128;
  const first = (edge: number): number => Math.floor((edge - REACH) / cell) * cell;
  for (let y = first(top); y < top + side + REACH; y += cell) {
    for (let x = first(left); x < left + side + REACH; x += cell) {
      const centreX = x + noiseAt(x + 1, y) * cell;
      const centreY = y + noiseAt(x, y + 1) * cell;
      const radius = 24 + noiseAt(x + 2, y + 2) * 52;
      const stain = pen.createRadialGradient(centreX, centreY, 0, centreX, centreY, radius);
      const light = noiseAt(x + 3, y) > 0.62;
      stain.addColorStop(0, light ? "rgb(150 180 220 / 3.5%)" : "rgb(0 0 0 / 16%)");
      stain.addColorStop(1, light ? "rgb(150 180 220 / 0%)" : "rgb(0 0 0 / 0%)");
      pen.fillStyle = stain;
      pen.fillRect(centreX - radius, centreY - radius, radius * 2, radius * 2);
    }
  }
  const grain = 16;
  for (let y = Math.floor(top / grain) * grain; y < top + side; y += grain) {
    for (let x = Math.floor(left / grain) * grain; x < left + side; x += grain) {
      const tone = noiseAt(x + 5, y + 9);
      if (tone < 0.62) continue;
      pen.fillStyle = tone > 0.81 ? "rgb(200 220 255 / 3%)" : "rgb(0 0 0 / 14%)";
      const size = 1 + noiseAt(x + 7, y) * 2;
      pen.fillRect(x + noiseAt(x, y + 4) * grain, y + noiseAt(x + 4, y) * grain, size, size);
    }
  }
  // Lamps on the pillars light the ground around them.
  for (const { x, y, radius } of map.pillars) {
    const reach = radius + REACH * 1.6;
    const lamp = pen.createRadialGradient(x, y, radius, x, y, reach);
    lamp.addColorStop(0, "rgb(170 205 255 / 9%)");
    lamp.addColorStop(1, "rgb(170 205 255 / 0%)");
    pen.fillStyle = lamp;
    pen.fillRect(x - reach, y - reach, reach * 2, reach * 2);
  }
}

function tracePillar(pen: CanvasRenderingContext2D, pillar: { x: number; y: number; radius: number }, by = 0): void {
  pen.beginPath();
  pen.arc(pillar.x + by, pillar.y + by, pillar.radius, 0, Math.PI * 2);
}

function drawShadows(pen: CanvasRenderingContext2D, map: MapData, scale: number): void {
  pen.save();
  pen.shadowColor = "rgb(1 3 6 / 90%)";
  pen.shadowBlur = SHADOW_BLUR * scale;
  pen.shadowOffsetX = SHADOW_FALL * 0.6 * scale;
  pen.shadowOffsetY = SHADOW_FALL * scale;
  pen.fillStyle = "#05080d";
  for (const box of map.boxes) pen.fillRect(box.x, box.y, box.width, box.height);
  for (const pillar of map.pillars) {
    tracePillar(pen, pillar);
    pen.fill();
  }
  // The mass beyond the border shades its own foot.
  for (const [x, y, width, height] of beyond(map, FAR)) pen.fillRect(x, y, width, height);
  pen.restore();
}

/** The four sides of what lies beyond the map. */
function beyond(map: MapData, far: number): readonly (readonly [number, number, number, number])[] {
  return [
    [-far, -far, map.width + 2 * far, far],
    [-far, map.height, map.width + 2 * far, far],
    [-far, 0, far, map.height],
    [map.width, 0, far, map.height],
  ];
}

function drawTops(pen: CanvasRenderingContext2D, map: MapData): void {
  const tint = TINTS[map.tint];
  pen.fillStyle = tint.night;
  for (const [x, y, width, height] of beyond(map, FAR)) pen.fillRect(x, y, width, height);
  // Outlines that die away: the dark beyond the border is meant, not missing.
  pen.lineWidth = 1.5;
  for (let echo = 1; echo <= ECHOES; echo += 1) {
    const away = BORDER + echo * ECHO_DISTANCE;
    pen.strokeStyle = `rgb(${tint.line} / ${(11 * (1 - echo / (ECHOES + 1))).toFixed(1)}%)`;
    pen.strokeRect(-away, -away, map.width + 2 * away, map.height + 2 * away);
  }
  pen.fillStyle = tint.top;
  for (const [x, y, width, height] of beyond(map, BORDER)) pen.fillRect(x, y, width, height);
  for (const box of map.boxes) {
    const light = pen.createLinearGradient(box.x, box.y, box.x + box.width * 0.4, box.y + box.height);
    light.addColorStop(0, tint.topLit);
    light.addColorStop(1, tint.top);
    pen.fillStyle = light;
    pen.fillRect(box.x, box.y, box.width, box.height);
  }
  const solid = solidCells(map);
  drawRims(pen, map, solid);
  for (const pillar of map.pillars) drawPillar(pen, pillar, tint);
}

/** Which cells of the walls' grid are wall, as "x,y" of their upper left corners. */
function solidCells(map: MapData): Set<string> {
  const cells = new Set<string>();
  for (const box of map.boxes) {
    for (let y = box.y; y < box.y + box.height; y += GRID) {
      for (let x = box.x; x < box.x + box.width; x += GRID) cells.add(`${x},${y}`);
    }
  }
  return cells;
}

/** Rims only where wall meets ground: boxes that touch are one wall. */
function drawRims(pen: CanvasRenderingContext2D, map: MapData, solid: ReadonlySet<string>): void {
  const lit = `rgb(${TINTS[map.tint].rim} / 60%)`;
  const side = "rgb(150 180 225 / 26%)";
  const dark = "rgb(3 6 11 / 70%)";
  for (const cell of solid) {
    const [x = 0, y = 0] = cell.split(",").map(Number);
    const open = (dx: number, dy: number): boolean => !solid.has(`${x + dx * GRID},${y + dy * GRID}`);
    if (open(0, -1)) strip(pen, lit, x, y, GRID, 2);
    if (open(-1, 0)) strip(pen, lit, x, y, 2, GRID);
    if (open(0, 1)) strip(pen, dark, x, y + GRID - 3, GRID, 3);
    if (open(1, 0)) strip(pen, side, x + GRID - 1, y, 1, GRID);
  }
  strip(pen, dark, 0, -3, map.width, 3);
  strip(pen, side, -1, 0, 1, map.height);
  strip(pen, lit, map.width, 0, 2, map.height);
  strip(pen, lit, 0, map.height, map.width, 2);
  strip(pen, lit, -BORDER, -BORDER, map.width + 2 * BORDER, 2);
  strip(pen, lit, -BORDER, -BORDER, 2, map.height + 2 * BORDER);
}

function strip(pen: CanvasRenderingContext2D, style: string, x: number, y: number, width: number, height: number): void {
  pen.fillStyle = style;
  pen.fillRect(x, y, width, height);
}

function drawPillar(pen: CanvasRenderingContext2D, pillar: { x: number; y: number; radius: number }, tint: { top: string; topLit: string }): void {
  const { x, y, radius } = pillar;
  tracePillar(pen, pillar);
  const light = pen.createLinearGradient(x - radius, y - radius, x + radius, y + radius);
  light.addColorStop(0, tint.topLit);
  light.addColorStop(1, tint.top);
  pen.fillStyle = light;
  pen.fill();
  pen.lineWidth = 2;
  const rim = pen.createLinearGradient(x - radius, y - radius, x + radius * 0.6, y + radius * 0.6);
  rim.addColorStop(0, "rgb(200 225 255 / 75%)");
  rim.addColorStop(0.6, "rgb(150 180 225 / 18%)");
  rim.addColorStop(1, "rgb(3 6 11 / 70%)");
  pen.strokeStyle = rim;
  pen.beginPath();
  pen.arc(x, y, radius - 1, 0, Math.PI * 2);
  pen.stroke();
  pen.fillStyle = "rgb(190 220 255 / 55%)";
  pen.beginPath();
  pen.arc(x, y, Math.min(5, radius / 4), 0, Math.PI * 2);
  pen.fill();
}
