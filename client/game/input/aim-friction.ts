import { isSightClear } from "../../../shared/sim/sight.ts";
import { compileTerrain, type Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { Scene, SceneBody } from "../scene.ts";
import { turnBetween } from "./stick.ts";

/** Units around the middle of a body within which the aim is slowed most: the body and a little more. */
const NEAR = 34;
/** As many times that angle away, nothing is felt. */
const FADE = 2.5;
/** Part of the turning speed that is left right on a target. */
const SLOWEST = 0.35;
/** Units: farther away than this nobody is on the screen, whatever its shape. */
const FARTHEST = 900;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** How fast a stick may turn the aim here, 0..1. It looks at directions only: what it returns slows a turn, and can never make one. */
export function frictionAt(aim: number, self: Place, targets: Iterable<Place>): number {
  let least = 1;
  for (const target of targets) {
    const distance = Math.hypot(target.x - self.x, target.y - self.y);
    if (distance === 0 || distance > FARTHEST) continue;
    const half = Math.atan2(NEAR, distance);
    const off = Math.abs(turnBetween(aim, Math.atan2(target.y - self.y, target.x - self.x)));
    const away = Math.min(1, Math.max(0, off / half - 1) / (FADE - 1));
    least = Math.min(least, SLOWEST + (1 - SLOWEST) * away);
  }
  return least;
}

/** Friction by what the player sees in a scene: nobody behind a wall is felt, nor who is of the own team. */
export class AimFriction {
  #terrain: Terrain | null = null;

  at(aim: number, scene: Scene): number {
    const self = scene.bodies.find((body) => body.id === scene.focus);
    if (self === undefined || !scene.playing) return 1;
    // Only its walls are asked, for sight: any tick rate will do.
    if (this.#terrain?.map !== scene.map) this.#terrain = compileTerrain(scene.map, 40);
    const terrain = this.#terrain;
    const seen = scene.bodies.filter((body) => body !== self && body.alive && !isMate(self, body) && sees(terrain, self, body));
    return frictionAt(aim, self, seen);
  }
}

function isMate(self: SceneBody, body: SceneBody): boolean {
  return self.team !== 0 && body.team === self.team;
}

function sees(terrain: Terrain, from: Place, to: Place): boolean {
  if (Math.hypot(to.x - from.x, to.y - from.y) > FARTHEST) return false;
  return isSightClear(terrain, Math.round(from.x * UNIT), Math.round(from.y * UNIT), Math.round(to.x * UNIT), Math.round(to.y * UNIT));
}
