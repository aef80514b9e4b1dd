import type { Page } from "playwright-core";
import { navigationOf, type Point } from "../../shared/bots/navigation.ts";
import { isInSight } from "../../shared/bots/perceive.ts";
import type { MapData } from "../../shared/content/map-data.ts";
import { compileTerrain, type Terrain } from "../../shared/sim/terrain.ts";

/** Units within which it stops and shoots. */
const RANGE = 350;
/** Share of the window's height at which the mouse is held from its middle. */
const REACH = 0.35;
/** Steeper than this part of the way, and the key of that axis is held. */
const LEAN = 0.35;

const KEYS = { left: "KeyA", right: "KeyD", up: "KeyW", down: "KeyS" } as const;
type Key = (typeof KEYS)[keyof typeof KEYS];

/** A player's hands on keyboard and mouse of a real page, by what is on its screen. */
export class Hands {
  readonly #page: Page;
  readonly #terrain: Terrain;
  readonly #held = new Set<Key>();
  readonly #way: Point = { x: 0, y: 0 };
  #isFiring = false;

  constructor(page: Page, map: MapData) {
    this.#page = page;
    this.#terrain = compileTerrain(map, 40);
  }

  /** Walks towards the target, and shoots when it is near and in the open. Positions in units. */
  async hunt(self: Point & { alive: boolean }, target: Point & { alive: boolean }): Promise<void> {
    const near = Math.hypot(target.x - self.x, target.y - self.y) < RANGE && isInSight(this.#terrain, self.x, self.y, target.x, target.y);
    if (near) {
      await this.#hold([]);
      await this.#aim(Math.atan2(target.y - self.y, target.x - self.x));
      await this.#fire(target.alive);
      return;
    }
    await this.#fire(false);
    navigationOf(this.#terrain.map).waypoint(self.x, self.y, target.x, target.y, this.#way);
    await this.#hold(keysTowards(this.#way.x - self.x, this.#way.y - self.y));
  }

  async rest(): Promise<void> {
    await this.#hold([]);
    await this.#fire(false);
  }

  /** The camera leans towards the mouse, so the way from the own craft to the mouse is the way from the middle of the window to it. */
  async #aim(angle: number): Promise<void> {
    const { width, height } = this.#page.viewportSize() ?? { width: 0, height: 0 };
    await this.#page.mouse.move(width / 2 + Math.cos(angle) * height * REACH, height / 2 + Math.sin(angle) * height * REACH);
  }

  async #fire(wants: boolean): Promise<void> {
    if (wants === this.#isFiring) return;
    this.#isFiring = wants;
    await (wants ? this.#page.mouse.down() : this.#page.mouse.up());
  }

  async #hold(wanted: readonly Key[]): Promise<void> {
    for (const key of [...this.#held]) {
      if (wanted.includes(key)) continue;
      this.#held.delete(key);
      await this.#page.keyboard.up(key);
    }
    for (const key of wanted) {
      if (this.#held.has(key)) continue;
      this.#held.add(key);
      await this.#page.keyboard.down(key);
    }
  }
}

function keysTowards(dx: number, dy: number): Key[] {
  const distance = Math.hypot(dx, dy);
  const keys: Key[] = [];
  if (Math.abs(dx) > LEAN * distance) keys.push(dx < 0 ? KEYS.left : KEYS.right);
  if (Math.abs(dy) > LEAN * distance) keys.push(dy < 0 ? KEYS.up : KEYS.down);
  return keys;
}
