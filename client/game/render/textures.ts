import type { Texture } from "pixi.js";
import { PICKUP_KINDS, type PickupKind } from "../../../shared/content/pickups.ts";
import { Atlas, type Drawing } from "./atlas.ts";
import { drawCallBubble, drawCallPin, drawCallPoint } from "./call-drawings.ts";
import { drawHull, drawHullFlash, drawHullShadow, drawRim } from "./hulls.ts";
import { drawPad, drawPickup } from "./pad-drawings.ts";
import { HULL_COUNT, palette } from "./palette.ts";
import { drawTeamMark } from "./team-marks.ts";
import { drawBall, drawCharge, drawLanding, drawSmoke, drawTrail } from "./weapon-drawings.ts";

/** Steps into which a full ring is cut: one for every two points of health. */
export const RING_STEPS = 50;
/** Radius of the health ring and of the shield's outer arc around it, units. */
const HEALTH_RADIUS = 28;
const SHIELD_RADIUS = 33;
/** The arcs begin here and grow clockwise. */
const RING_START = -Math.PI / 2;

/** Everything small that the arena is drawn with, in world units; grey drawings are tinted where they are used. */
export interface Textures {
  /** By craft colour. */
  hulls: readonly Texture[];
  /** By hull. */
  rims: readonly Texture[];
  hullFlashes: readonly Texture[];
  hullShadows: readonly Texture[];
  ringTrack: Texture;
  /** By filled steps, 0..RING_STEPS. */
  healthRings: readonly Texture[];
  shieldRings: readonly Texture[];
  protection: Texture;
  /** A soft disc of light, 128 units wide. */
  glow: Texture;
  thrust: Texture;
  bolt: Texture;
  /** A line that fades towards its right end, 64 × 8, to be stretched. */
  beam: Texture;
  hairline: Texture;
  spark: Texture;
  scorch: Texture;
  /** A dark puff, 64 units wide. */
  smoke: Texture;
  /** What a craft leaves behind, along +x, 32 units long. */
  trail: Texture;
  /** The mortar's ball, 30 units wide, and the ring of where it will hurt, 256 units wide. */
  ball: Texture;
  landing: Texture;
  /** Broken arcs around an overcharged craft, 112 units wide. */
  charge: Texture;
  /** By team, 1 and 2: its mark, grey, above the hull and on the minimap. */
  teamMarks: readonly Texture[];
  /** Marks of calls: at a place, over a craft, towards what lies beyond the screen. */
  callPin: Texture;
  callBubble: Texture;
  callPoint: Texture;
  shards: readonly Texture[];
  /** A thin circle, 128 units wide. */
  ripple: Texture;
  column: Texture;
  pads: Readonly<Record<PickupKind, Texture>>;
  pickups: Readonly<Record<PickupKind, Texture>>;
  /** Cursor: CSS pixels instead of units. */
  crosshair: Texture;
  /** By filled steps, 0..RING_STEPS. */
  dashRings: readonly Texture[];
  hitTick: Texture;
  killTick: Texture;
  /** An arc to the right of the middle, 300 pixels wide: where damage came from. */
  damageArc: Texture;
  digits: readonly Texture[];
  /** A filled disc, 10 pixels wide. */
  dot: Texture;
  atlas: Atlas;
}

/** `scale`: pixels per unit. */
export function createTextures(scale: number): Textures {
  const atlas = new Atlas(scale);
  const each = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
  const textures: Textures = {
    hulls: palette().crafts.map((color, index) => atlas.add(48, 48, (pen) => drawHull(pen, index % HULL_COUNT, color))),
    rims: each(HULL_COUNT, (hull) => atlas.add(56, 56, (pen) => drawRim(pen, hull))),
    hullFlashes: each(HULL_COUNT, (hull) => atlas.add(48, 48, (pen) => drawHullFlash(pen, hull))),
    hullShadows: each(HULL_COUNT, (hull) => atlas.add(64, 64, (pen) => drawHullShadow(pen, hull, scale))),
    ringTrack: atlas.add(68, 68, drawRingTrack),
    healthRings: each(RING_STEPS + 1, (step) => atlas.add(68, 68, drawArc(HEALTH_RADIUS, 4, step / RING_STEPS, "#ffffff"))),
    shieldRings: each(RING_STEPS + 1, (step) => atlas.add(76, 76, drawArc(SHIELD_RADIUS, 2, step / RING_STEPS, "#ffffff"))),
    protection: atlas.add(96, 96, drawProtection),
    glow: atlas.add(128, 128, drawGlow),
    thrust: atlas.add(48, 20, drawThrust),
    bolt: atlas.add(84, 18, drawBolt),
    beam: atlas.add(64, 14, drawBeam),
    hairline: atlas.add(64, 3, drawHairline),
    spark: atlas.add(16, 4, drawSpark),
    scorch: atlas.add(40, 40, drawScorch),
    smoke: atlas.add(64, 64, drawSmoke),
    trail: atlas.add(36, 10, drawTrail),
    ball: atlas.add(34, 34, drawBall),
    landing: atlas.add(256, 256, drawLanding),
    charge: atlas.add(112, 112, drawCharge),
    teamMarks: each(2, (team) => atlas.add(24, 24, (pen) => drawTeamMark(pen, team === 0 ? 1 : 2))),
    callPin: atlas.add(36, 80, drawCallPin),
    callBubble: atlas.add(36, 40, drawCallBubble),
    callPoint: atlas.add(80, 30, drawCallPoint),
    shards: each(5, (index) => atlas.add(18, 18, drawShard(index))),
    ripple: atlas.add(132, 132, drawRipple),
    column: atlas.add(56, 160, drawColumn),
    pads: padTextures(atlas, drawPad),
    pickups: padTextures(atlas, drawPickup),
    crosshair: atlas.add(26, 26, drawCrosshair),
    dashRings: each(RING_STEPS + 1, (step) => atlas.add(46, 46, drawDashRing(step / RING_STEPS))),
    hitTick: atlas.add(44, 44, drawTick(9, 15, 2.2)),
    killTick: atlas.add(60, 60, drawTick(11, 24, 3.2)),
    damageArc: atlas.add(60, 190, drawDamageArc),
    dot: atlas.add(12, 12, drawDot),
    digits: each(10, (digit) => atlas.add(14, 20, drawDigit(digit))),
    atlas,
  };
  atlas.upload();
  return textures;
}

function padTextures(atlas: Atlas, draw: (pen: CanvasRenderingContext2D, kind: PickupKind) => void): Record<PickupKind, Texture> {
  const make = (kind: PickupKind): Texture => atlas.add(96, 96, (pen) => draw(pen, kind));
  return Object.fromEntries(PICKUP_KINDS.map((kind) => [kind, make(kind)])) as Record<PickupKind, Texture>;
}

function drawRingTrack(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "rgb(4 8 14 / 72%)";
  pen.lineWidth = 6.4;
  pen.beginPath();
  pen.arc(0, 0, HEALTH_RADIUS, 0, Math.PI * 2);
  pen.stroke();
}

function drawArc(radius: number, width: number, part: number, color: string): Drawing {
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

function drawProtection(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.5;
  for (let part = 0; part < 6; part += 1) {
    const from = (part / 6) * Math.PI * 2;
    pen.beginPath();
    pen.arc(0, 0, 42, from, from + 0.62);
    pen.stroke();
  }
}

function drawGlow(pen: CanvasRenderingContext2D): void {
  const light = pen.createRadialGradient(0, 0, 0, 0, 0, 64);
  // Falls off as light does: fast at first, with a long tail.
  for (let step = 0; step <= 8; step += 1) {
    const away = step / 8;
    light.addColorStop(away, `rgb(255 255 255 / ${((1 - away) ** 2.4 * 100).toFixed(1)}%)`);
  }
  pen.fillStyle = light;
  pen.fillRect(-64, -64, 128, 128);
}

function drawThrust(pen: CanvasRenderingContext2D): void {
  // A disc of light pressed flat: brightest at the nozzle, gone before its edge.
  pen.scale(1, 0.4);
  const flame = pen.createRadialGradient(13, 0, 0, 2, 0, 22);
  flame.addColorStop(0, "rgb(255 255 255 / 100%)");
  flame.addColorStop(0.3, "rgb(255 255 255 / 55%)");
  flame.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = flame;
  pen.beginPath();
  pen.arc(2, 0, 22, 0, Math.PI * 2);
  pen.fill();
}

/** Head at the right; the tail is what the shot covered in the last 60 ms. */
function drawBolt(pen: CanvasRenderingContext2D): void {
  const tail = pen.createLinearGradient(-40, 0, 34, 0);
  tail.addColorStop(0, "rgb(255 255 255 / 0%)");
  tail.addColorStop(0.7, "rgb(255 255 255 / 32%)");
  tail.addColorStop(1, "rgb(255 255 255 / 90%)");
  pen.fillStyle = tail;
  pen.beginPath();
  pen.moveTo(-40, 0);
  pen.quadraticCurveTo(20, -5.5, 33, -4.4);
  pen.arc(33, 0, 4.4, -Math.PI / 2, Math.PI / 2);
  pen.quadraticCurveTo(20, 5.5, -40, 0);
  pen.fill();
  const head = pen.createRadialGradient(32, 0, 0, 32, 0, 9);
  head.addColorStop(0, "rgb(255 255 255 / 100%)");
  head.addColorStop(0.4, "rgb(255 255 255 / 80%)");
  head.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = head;
  pen.fillRect(22, -9, 20, 18);
}

function drawBeam(pen: CanvasRenderingContext2D): void {
  const rows = 14;
  for (let row = 0; row < rows; row += 1) {
    const away = Math.abs((row + 0.5) / rows - 0.5) * 2;
    const light = pen.createLinearGradient(-32, 0, 32, 0);
    const strength = (1 - away) ** 2.2 * 62;
    light.addColorStop(0, `rgb(255 255 255 / ${strength.toFixed(1)}%)`);
    light.addColorStop(1, "rgb(255 255 255 / 0%)");
    pen.fillStyle = light;
    pen.fillRect(-32, row - rows / 2, 64, 1);
  }
}

function drawHairline(pen: CanvasRenderingContext2D): void {
  const light = pen.createLinearGradient(-32, 0, 32, 0);
  light.addColorStop(0, "rgb(255 255 255 / 100%)");
  light.addColorStop(0.85, "rgb(255 255 255 / 90%)");
  light.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = light;
  pen.fillRect(-32, -1.2, 64, 2.4);
}

function drawSpark(pen: CanvasRenderingContext2D): void {
  const light = pen.createLinearGradient(-8, 0, 8, 0);
  light.addColorStop(0, "rgb(255 255 255 / 0%)");
  light.addColorStop(1, "rgb(255 255 255 / 100%)");
  pen.fillStyle = light;
  pen.beginPath();
  pen.ellipse(0, 0, 8, 1.6, 0, 0, Math.PI * 2);
  pen.fill();
}

function drawScorch(pen: CanvasRenderingContext2D): void {
  for (let lobe = 0; lobe < 7; lobe += 1) {
    const angle = lobe * 2.399;
    const reach = 2.2 * lobe ** 0.9;
    const x = Math.cos(angle) * reach;
    const y = Math.sin(angle) * reach;
    const soot = pen.createRadialGradient(x, y, 0, x, y, 10);
    soot.addColorStop(0, "rgb(3 5 9 / 24%)");
    soot.addColorStop(1, "rgb(3 5 9 / 0%)");
    pen.fillStyle = soot;
    pen.fillRect(-20, -20, 40, 40);
  }
}

function drawShard(index: number): Drawing {
  return (pen) => {
    const from = index * 1.9;
    pen.beginPath();
    for (let corner = 0; corner < 3 + (index % 2); corner += 1) {
      const angle = from + (corner / (3 + (index % 2))) * Math.PI * 2;
      const reach = 8 - ((index + corner * 2) % 4);
      pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    pen.closePath();
    const plate = pen.createLinearGradient(-8, -8, 8, 8);
    plate.addColorStop(0, "#ffffff");
    plate.addColorStop(1, "#7c8490");
    pen.fillStyle = plate;
    pen.fill();
    pen.strokeStyle = "#0a0f18";
    pen.lineWidth = 1;
    pen.stroke();
  };
}

function drawRipple(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.5;
  pen.shadowColor = "#ffffff";
  pen.shadowBlur = 4;
  pen.beginPath();
  pen.arc(0, 0, 60, 0, Math.PI * 2);
  pen.stroke();
}

/** Seen from straight above, yet leaning towards the top of the screen: it stands on the lower end. */
function drawColumn(pen: CanvasRenderingContext2D): void {
  for (let stripe = -26; stripe < 26; stripe += 1) {
    const across = (1 - Math.abs(stripe + 0.5) / 26) ** 1.6;
    const light = pen.createLinearGradient(0, 80, 0, -80);
    light.addColorStop(0, `rgb(255 255 255 / ${(across * 85).toFixed(1)}%)`);
    light.addColorStop(1, "rgb(255 255 255 / 0%)");
    pen.fillStyle = light;
    pen.fillRect(stripe, -80, 1, 160);
  }
}

function drawCrosshair(pen: CanvasRenderingContext2D): void {
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

function drawDashRing(part: number): Drawing {
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
function drawTick(from: number, to: number, width: number): Drawing {
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
function drawDamageArc(pen: CanvasRenderingContext2D): void {
  for (let layer = 0; layer < 6; layer += 1) {
    pen.strokeStyle = `rgb(255 255 255 / ${14 + layer * 6}%)`;
    pen.lineWidth = 12 - layer * 2;
    pen.beginPath();
    pen.arc(-130, 0, 134, -0.52 + layer * 0.06, 0.52 - layer * 0.06);
    pen.stroke();
  }
}

function drawDot(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#ffffff";
  pen.beginPath();
  pen.arc(0, 0, 5, 0, Math.PI * 2);
  pen.fill();
}

function drawDigit(digit: number): Drawing {
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
