import type { MapData } from "../../../shared/content/map-data.ts";
import { NOISE_ANGLES, NOISE_STEP } from "../../../shared/protocol/noise.ts";
import { HEARD_WITHIN } from "../../../shared/protocol/view.ts";

/** Units: nearer than this, nearer makes no difference. */
const CLOSE = 120;
/** Units to the side at which a sound is as far to that side as it gets. */
const PAN_WIDTH = 800;
/** Share of the way to one ear: the other always hears a little. */
const PAN_MOST = 0.85;
/** Hz that pass from nearby: all of them; and from as far as anything is heard. */
export const CUTOFF_OPEN = 18_000;
const CUTOFF_FAR = 500;
/** What a wall in between leaves of the level and of the Hz that pass. */
const WALL_GAIN = 0.65;
const WALL_CUTOFF = 0.3;

/** How something reaches the ear. */
export interface Heard {
  /** 0..1 */
  gain: number;
  /** -1 left .. 1 right. */
  pan: number;
  /** Hz above which nothing passes. */
  cutoff: number;
}

/** What is said to the player's ear, from no place. */
export const INSIDE: Heard = { gain: 1, pan: 0, cutoff: CUTOFF_OPEN };

export interface Place {
  /** Units. */
  x: number;
  y: number;
}

/** How a sound at a place is heard at another; null when it is too far. */
export function heardFrom(ear: Place, place: Place, map: MapData): Heard | null {
  const heard = heardAt(Math.hypot(place.x - ear.x, place.y - ear.y), place.x - ear.x);
  return heard !== null && isBehindWall(ear, place, map) ? muffled(heard) : heard;
}

/** Where a noise came from, in the steps that are told of it: 1/NOISE_ANGLES turn, and NOISE_STEP units. */
export interface Unseen {
  angle: number;
  distance: number;
}

/** How something out of sight is heard: from the middle of what it may be away, through the walls that hide it. */
export function heardUnseen({ angle, distance }: Unseen): Heard | null {
  const away = (distance + 0.5) * NOISE_STEP;
  const heard = heardAt(away, Math.cos((angle / NOISE_ANGLES) * Math.PI * 2) * away);
  return heard === null ? null : muffled(heard);
}

/** `aside`: units to the right. */
function heardAt(distance: number, aside: number): Heard | null {
  if (distance >= HEARD_WITHIN) return null;
  const part = Math.max(0, distance - CLOSE) / (HEARD_WITHIN - CLOSE);
  return { gain: (1 - part) ** 2, pan: panTo(aside), cutoff: CUTOFF_OPEN * (CUTOFF_FAR / CUTOFF_OPEN) ** part };
}

function muffled({ gain, pan, cutoff }: Heard): Heard {
  return { gain: gain * WALL_GAIN, pan, cutoff: cutoff * WALL_CUTOFF };
}

/** `aside`: units to the right. */
function panTo(aside: number): number {
  return Math.max(-1, Math.min(1, aside / PAN_WIDTH)) * PAN_MOST;
}

/** How a blow from a direction (radians) is heard: on its side. */
export function heardFromSide(angle: number): Heard {
  return { ...INSIDE, pan: Math.cos(angle) * PAN_MOST };
}

/** Only muffles: what walls hide from sight is the server's business. */
function isBehindWall(from: Place, to: Place, map: MapData): boolean {
  for (const box of map.boxes) if (crossesBox(from, to, box)) return true;
  for (const pillar of map.pillars) if (crossesPillar(from, to, pillar)) return true;
  return false;
}

function crossesBox(from: Place, to: Place, box: MapData["boxes"][number]): boolean {
  let enters = 0;
  let leaves = 1;
  for (const [start, way, low, high] of [
    [from.x, to.x - from.x, box.x, box.x + box.width],
    [from.y, to.y - from.y, box.y, box.y + box.height],
  ] as const) {
    if (way === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const one = (low - start) / way;
    const other = (high - start) / way;
    enters = Math.max(enters, Math.min(one, other));
    leaves = Math.min(leaves, Math.max(one, other));
  }
  return enters < leaves;
}

function crossesPillar(from: Place, to: Place, pillar: MapData["pillars"][number]): boolean {
  const wayX = to.x - from.x;
  const wayY = to.y - from.y;
  const length = wayX * wayX + wayY * wayY;
  const along = length === 0 ? 0 : ((pillar.x - from.x) * wayX + (pillar.y - from.y) * wayY) / length;
  const nearest = Math.max(0, Math.min(1, along));
  return Math.hypot(from.x + wayX * nearest - pillar.x, from.y + wayY * nearest - pillar.y) < pillar.radius;
}
