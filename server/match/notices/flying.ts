import type { Projectile } from "../../../shared/sim/projectiles.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { Squares } from "./squares.ts";

/** Ids of projectiles are 16 bits. */
const IDS = 0x1_0000;

/** 1/256 unit to a square: a screen is a few of them. */
const SQUARE = 256 * UNIT;

/** What flies at the end of a tick, and after that what is gone, by the square where it is, or would be. */
export class Flying {
  projectiles: readonly Projectile[] = [];
  readonly seen = new Squares(SQUARE);
  /** By index: the projectiles first. */
  ids = new Uint16Array(0);
  /** By index: the projectiles as they were, as the world flies them on. */
  #velocities = new Int32Array(0);
  #places = new Int32Array(0);
  #ticksLeft = new Uint16Array(0);
  #weapons = new Uint8Array(0);
  #count = 0;
  /** By id; true of those alone that `ids` says it of. */
  readonly #indices = new Uint16Array(IDS);

  /** Another world: ids begin anew. */
  clear(): void {
    this.#count = 0;
  }

  /** Of what is `gone` the first `goneCount`. */
  gather(projectiles: readonly Projectile[], gone: readonly Projectile[], goneCount: number, terrain: Terrain): void {
    this.projectiles = projectiles;
    this.#count = projectiles.length;
    this.seen.begin(terrain);
    this.#makeRoom(projectiles.length + goneCount);
    for (let index = 0; index < projectiles.length; index += 1) {
      const projectile = projectiles[index];
      if (projectile !== undefined) this.#note(index, projectile);
    }
    for (let index = 0; index < goneCount; index += 1) {
      const flight = gone[index];
      if (flight === undefined) continue;
      this.ids[projectiles.length + index] = flight.id;
      this.seen.add(projectiles.length + index, flight.x, flight.y);
    }
    this.seen.sort();
  }

  /** Puts into a record how a projectile flew when they were gathered last; false when it did not. */
  recall(id: number, into: Projectile): boolean {
    const index = this.#indices[id] ?? 0;
    if (index >= this.#count || this.ids[index] !== id) return false;
    into.id = id;
    into.weapon = this.#weapons[index] ?? 0;
    into.x = this.#places[2 * index] ?? 0;
    into.y = this.#places[2 * index + 1] ?? 0;
    into.velocityX = this.#velocities[2 * index] ?? 0;
    into.velocityY = this.#velocities[2 * index + 1] ?? 0;
    into.ticksLeft = this.#ticksLeft[index] ?? 0;
    return true;
  }

  #note(index: number, { id, weapon, x, y, velocityX, velocityY, ticksLeft }: Projectile): void {
    this.ids[index] = id;
    this.#indices[id] = index;
    this.#weapons[index] = weapon;
    this.#places[2 * index] = x;
    this.#places[2 * index + 1] = y;
    this.#velocities[2 * index] = velocityX;
    this.#velocities[2 * index + 1] = velocityY;
    this.#ticksLeft[index] = ticksLeft;
    this.seen.add(index, x, y);
  }

  #makeRoom(count: number): void {
    if (this.ids.length >= count) return;
    const room = 2 * count;
    this.ids = new Uint16Array(room);
    this.#weapons = new Uint8Array(room);
    this.#places = new Int32Array(2 * room);
    this.#velocities = new Int32Array(2 * room);
    this.#ticksLeft = new Uint16Array(room);
  }
}
