import type { Texture } from "pixi.js";
import { PICKUP_KINDS, type PickupKind } from "../../../shared/content/pickups.ts";
import { Atlas } from "./atlas.ts";
import { drawCallBubble, drawCallPin, drawCallPoint } from "./call-drawings.ts";
import { drawCrosshair, drawDamageArc, drawDashRing, drawDigit, drawDot, drawTick } from "./cursor-drawings.ts";
import { drawHull, drawHullFlash, drawHullShadow, drawRim } from "./hulls.ts";
import { drawColumn, drawGlow, drawRipple, drawSpark, drawThrust } from "./light-drawings.ts";
import { drawPad, drawPickup } from "./pad-drawings.ts";
import { HULL_COUNT, palette } from "./palette.ts";
import { drawArc, drawProtection, drawRingTrack, HEALTH_RADIUS, SHIELD_RADIUS } from "./ring-drawings.ts";
import { drawBeam, drawBolt, drawHairline } from "./shot-drawings.ts";
import { drawTeamMark } from "./team-marks.ts";
import { drawBall, drawCharge, drawLanding, drawSmoke, drawTrail } from "./weapon-drawings.ts";
import { drawScorch, drawShard } from "./wreck-drawings.ts";

/** Steps into which a full ring is cut: one for every two points of health. */
export const RING_STEPS = 50;

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
