import { navigationOf, type Point } from "../../shared/bots/navigation.ts";
import { isInSight } from "../../shared/bots/perceive.ts";
import type { MapData } from "../../shared/content/map-data.ts";
import { compileTerrain, type Terrain } from "../../shared/sim/terrain.ts";

/** Where to go on a map to get somewhere, for whoever holds a stick. Positions in units, directions in radians. */
export class Course {
  readonly #terrain: Terrain;
  readonly #way: Point = { x: 0, y: 0 };

  constructor(map: MapData) {
    this.#terrain = compileTerrain(map, 40);
  }

  towards(self: Point, goal: Point): number {
    navigationOf(this.#terrain.map).waypoint(self.x, self.y, goal.x, goal.y, this.#way);
    return Math.atan2(this.#way.y - self.y, this.#way.x - self.x);
  }

  sees(self: Point, target: Point): boolean {
    return isInSight(this.#terrain, self.x, self.y, target.x, target.y);
  }
}
