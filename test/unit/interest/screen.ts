import { LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import { BODY_RADIUS, copyMotion, newMotion, stepBody } from "../../../shared/sim/body.ts";
import type { InputFrame } from "../../../shared/sim/frame.ts";
import type { Motion } from "../../../shared/sim/motion.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { TURN, UNIT } from "../../../shared/sim/units.ts";
import type { BodyFrame, World } from "../../../shared/sim/world.ts";

/** Ticks of a fight that are remembered: more than any screen is behind or ahead. */
const KEPT = 64;

/** Lines of sight that are tried over the width of a body. */
const RAYS = 33;

interface Record {
  tick: number;
  /** By id. */
  motions: Motion[];
  /** Which life each body lives; 0: none. */
  lives: number[];
  frames: (InputFrame | undefined)[];
}

/** A place in 1/256 unit. */
export interface Place {
  x: number;
  y: number;
}

/** What happened of late in a fight, from which any screen of it can be put together. */
export class Recorder {
  readonly #ring: Record[] = [];

  record(world: World, frames: readonly BodyFrame[]): void {
    const record: Record = { tick: world.tick, motions: [], lives: [], frames: [] };
    for (const body of world.bodies) {
      const motion = newMotion();
      copyMotion(body, motion);
      record.motions[body.id] = motion;
      record.lives[body.id] = body.alive ? body.deaths + 1 : 0;
    }
    for (const { id, frame } of frames) record.frames[id] = { ...frame };
    this.#ring[world.tick % KEPT] = record;
  }

  motion(tick: number, id: number): Motion | undefined {
    return this.#at(tick)?.motions[id];
  }

  life(tick: number, id: number): number {
    return this.#at(tick)?.lives[id] ?? 0;
  }

  /** Where a body is shown at an instant between two ticks; null when it does not live through it. */
  shown(id: number, instant: number): Place | null {
    const tick = Math.floor(instant);
    const life = this.life(tick, id);
    const from = this.motion(tick, id);
    const to = this.motion(tick + 1, id);
    if (life === 0 || life !== this.life(tick + 1, id) || from === undefined || to === undefined) return null;
    const share = instant - tick;
    return { x: Math.round(from.x + (to.x - from.x) * share), y: Math.round(from.y + (to.y - from.y) * share) };
  }

  /**
   * Where a client draws its own body for an instant that the server has yet to come to: as it was in the newest patch that it
   * has, stepped on by its own frames. Null when it did not live the same life from `view` on.
   */
  predicted(id: number, view: number, newest: number, instant: number, terrain: Terrain): Place | null {
    const life = this.life(view, id);
    const known = this.motion(newest, id);
    if (life === 0 || life !== this.life(newest, id) || known === undefined) return null;
    const ahead = newMotion();
    copyMotion(known, ahead);
    let x = ahead.x;
    let y = ahead.y;
    for (let tick = newest + 1; tick <= Math.ceil(instant); tick += 1) {
      x = ahead.x;
      y = ahead.y;
      const frame = this.#at(tick)?.frames[id];
      if (frame !== undefined) stepBody(ahead, frame, terrain);
    }
    const share = instant - Math.floor(instant);
    return { x: Math.round(x + (ahead.x - x) * share), y: Math.round(y + (ahead.y - y) * share) };
  }

  #at(tick: number): Record | undefined {
    const record = this.#ring[tick % KEPT];
    return record?.tick === tick ? record : undefined;
  }
}

/** Whether a body at a place has any part on a screen that looks from `eye`; `look`: where the camera looks ahead, null: it may look anywhere. */
export function isOnScreen(eye: Place, body: Place, aspect: number, look: number | null): boolean {
  const { width, height } = viewSize(aspect);
  const angle = ((look ?? 0) / TURN) * 2 * Math.PI;
  const aheadX = look === null ? 0 : Math.cos(angle) * width * LOOK_AHEAD * UNIT;
  const aheadY = look === null ? 0 : Math.sin(angle) * height * LOOK_AHEAD * UNIT;
  const anywhere = look === null ? LOOK_AHEAD : 0;
  return (
    Math.abs(body.x - eye.x - aheadX) < width * (0.5 + anywhere) * UNIT + BODY_RADIUS &&
    Math.abs(body.y - eye.y - aheadY) < height * (0.5 + anywhere) * UNIT + BODY_RADIUS
  );
}

/** Whether any part of a body is in sight: lines of sight to points all over its width. */
export function isInSight(terrain: Terrain, eye: Place, body: Place): boolean {
  const dx = body.x - eye.x;
  const dy = body.y - eye.y;
  const distance = Math.hypot(dx, dy);
  if (distance <= BODY_RADIUS) return true;
  for (let ray = 0; ray < RAYS; ray += 1) {
    // From the middle outwards, to both sides in turn.
    const aside = (ray % 2 === 0 ? 1 : -1) * (Math.ceil(ray / 2) / ((RAYS - 1) / 2)) * (BODY_RADIUS - 1);
    const x = Math.round(body.x - (dy / distance) * aside);
    const y = Math.round(body.y + (dx / distance) * aside);
    if (isSightClear(terrain, eye.x, eye.y, x, y)) return true;
  }
  return false;
}
