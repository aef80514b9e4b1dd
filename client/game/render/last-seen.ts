import { Container, type Sprite } from "pixi.js";
import { liveryColor, liveryOf } from "./livery.ts";
import { HULL_COUNT } from "./palette.ts";
import type { LastSeenMark } from "./sighting.ts";
import { SpritePool } from "./sprite-pool.ts";
import type { Textures } from "./textures.ts";

/** Strength of a fresh mark: less than that of anybody who is there. */
const FRESH = 0.5;

/** Faint outlines where others were last seen. */
export class LastSeen {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly pool: SpritePool;
  private readonly laid: Sprite[] = [];

  constructor(textures: Textures) {
    this.textures = textures;
    this.pool = new SpritePool(this.container);
  }

  draw(marks: Iterable<LastSeenMark>): void {
    for (const sprite of this.laid.splice(0)) this.pool.give(sprite);
    for (const { body, left } of marks) {
      const texture = this.textures.rims[liveryOf(body) % HULL_COUNT];
      if (texture === undefined) continue;
      const sprite = this.pool.take(texture);
      sprite.position.set(body.x, body.y);
      sprite.rotation = body.aim;
      sprite.tint = liveryColor(body);
      sprite.alpha = FRESH * left;
      this.laid.push(sprite);
    }
  }
}
