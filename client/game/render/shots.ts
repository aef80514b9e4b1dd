import { Container, type Sprite } from "pixi.js";
import type { Scene } from "../scene.ts";
import { craftColor, DANGER_LIGHT, SAFE_LIGHT } from "./palette.ts";
import { SpritePool } from "./sprite-pool.ts";
import type { Textures } from "./textures.ts";

/** ms of flight that a bolt's trail shows. */
const TRAIL_TIME = 60;
/** Units: the bolt drawing's length, from tail to head, and how far its head lies ahead of its middle. */
const BOLT_LENGTH = 73;
const BOLT_HEAD = 33;

const HARMFUL_WIDTH = 1.5;
const HARMLESS_WIDTH = 0.85;

/** Who can be hurt by it decides how warm a shot is; watchers see each in its owner's colour. */
export function shotLight(scene: Scene, owner: number): number {
  if (!scene.playing) {
    for (const body of scene.bodies) if (body.id === owner) return craftColor(body.color);
    return SAFE_LIGHT;
  }
  return owner === scene.focus ? SAFE_LIGHT : DANGER_LIGHT;
}

interface Bolt {
  glow: Sprite;
  body: Sprite;
  core: Sprite;
  light: number;
  /** Width of what can hurt: broad and blunt; what can't is a needle. Told apart without colour. */
  width: number;
  fromX: number;
  fromY: number;
  seen: boolean;
}

/** Everything that flies. Shots own the brightest pixels. */
export class Shots {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly pool: SpritePool;
  private readonly bolts = new Map<number, Bolt>();

  constructor(textures: Textures) {
    this.textures = textures;
    this.container.blendMode = "add";
    this.pool = new SpritePool(this.container);
  }

  draw(scene: Scene): void {
    for (const bolt of this.bolts.values()) bolt.seen = false;
    for (const shot of scene.projectiles) {
      let bolt = this.bolts.get(shot.id);
      if (bolt === undefined) {
        const { pool, textures } = this;
        bolt = {
          glow: pool.take(textures.glow),
          body: pool.take(textures.bolt),
          core: pool.take(textures.bolt),
          light: shotLight(scene, shot.owner),
          width: scene.playing && shot.owner !== scene.focus ? HARMFUL_WIDTH : HARMLESS_WIDTH,
          fromX: shot.x,
          fromY: shot.y,
          seen: true,
        };
        this.bolts.set(shot.id, bolt);
      }
      bolt.seen = true;
      placeBolt(bolt, shot.x, shot.y, shot.velocityX, shot.velocityY);
    }
    for (const [id, bolt] of this.bolts) {
      if (bolt.seen) continue;
      for (const sprite of [bolt.glow, bolt.body, bolt.core]) this.pool.give(sprite);
      this.bolts.delete(id);
    }
  }
}

function placeBolt(bolt: Bolt, x: number, y: number, velocityX: number, velocityY: number): void {
  const speed = Math.hypot(velocityX, velocityY);
  const heading = Math.atan2(velocityY, velocityX);
  // A shot just fired has no longer trail than the way it came.
  const trail = Math.min((speed * TRAIL_TIME) / 1000, Math.hypot(x - bolt.fromX, y - bolt.fromY) + 14);
  const length = Math.max(0.25, trail / BOLT_LENGTH);
  const back = BOLT_HEAD * length;
  for (const [sprite, width] of [
    [bolt.body, bolt.width],
    [bolt.core, bolt.width * 0.45],
  ] as const) {
    sprite.position.set(x - Math.cos(heading) * back, y - Math.sin(heading) * back);
    sprite.rotation = heading;
    sprite.scale.set(length, width);
  }
  bolt.body.tint = bolt.light;
  bolt.glow.position.set(x, y);
  bolt.glow.scale.set(0.7 * bolt.width);
  bolt.glow.tint = bolt.light;
  bolt.glow.alpha = 0.5;
}
