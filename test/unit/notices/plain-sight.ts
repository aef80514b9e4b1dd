import type { Observer, Sight } from "../../../server/match/notices/sight.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { type Body, bodyOf, type World } from "../../../shared/sim/world.ts";

export interface Seer extends Observer {
  own: number;
  eye: number;
  isLooking: boolean;
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

const HALF_WIDTH = 800;
const HALF_HEIGHT = 450;

/** 1/256 unit before a place that has to be in sight: the face of a wall is. */
const BEFORE = 4 * UNIT;

/** Sight by its plain definition: a rectangle, and no wall in between. Who has been placed sees from there until the next tick. */
export class PlainSight implements Sight<Seer> {
  /** Off: everybody sees and knows all. For controls. */
  hides = true;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Looks from where the eye's body is now. */
  look(seer: Seer): void {
    const eye = bodyOf(this.#world, seer.eye);
    seer.isLooking = eye !== undefined;
    if (eye === undefined) return;
    seer.x = eye.x;
    seer.y = eye.y;
  }

  knows(seer: Seer, id: number): boolean {
    const body = bodyOf(this.#world, id);
    if (body === undefined) return false;
    return !this.hides || id === seer.own || id === seer.eye || this.#isMate(seer, body) || (body.alive && this.seesPlace(seer, body.x, body.y));
  }

  seesPlace(seer: Seer, x: number, y: number): boolean {
    if (!this.hides) return true;
    if (Math.abs(x - seer.x) > seer.halfWidth * UNIT || Math.abs(y - seer.y) > seer.halfHeight * UNIT) return false;
    const length = Math.hypot(x - seer.x, y - seer.y);
    const part = length <= BEFORE ? 0 : 1 - BEFORE / length;
    return isSightClear(this.#world.terrain, seer.x, seer.y, Math.round(seer.x + (x - seer.x) * part), Math.round(seer.y + (y - seer.y) * part));
  }

  #isMate(seer: Seer, body: Body): boolean {
    return body.team !== 0 && body.team === bodyOf(this.#world, seer.own)?.team;
  }
}

export function seer(own: number, eye = own): Seer {
  return { own, eye, isLooking: false, x: 0, y: 0, halfWidth: HALF_WIDTH, halfHeight: HALF_HEIGHT };
}
