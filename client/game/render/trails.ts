import { Container, type Sprite } from "pixi.js";
import type { SceneBody } from "../scene.ts";
import type { Camera } from "./camera.ts";
import { liveryColor } from "./livery.ts";
import type { Quality } from "./quality.ts";
import type { ShownBody } from "./sighting.ts";
import { SpritePool } from "./sprite-pool.ts";
import type { Textures } from "./textures.ts";

/** Units that a craft moves between two pieces of its trail, at full quality and below it. */
const STEP = 14;
const COARSE_STEP = 28;
/** Units: farther than a craft flies in a frame. It is somewhere else now, and drew no line to there. */
const JUMP = 160;
/** Units behind a craft's middle at which the trail begins. */
const STERN = 14;
/** Pieces at a time, of all craft together; beyond it new ones are left out. */
const PIECES_MAX = 600;
/** Units: the trail drawing's length. */
const DRAWN_LENGTH = 32;
/** Strength of a trail compared to its craft: it must not be taken for a shot. */
const FAINT = 0.42;

/** A piece of a trail, `at` pieces after its beginning. */
interface Style {
  /** ms that a piece stays. */
  life: number;
  /** Sides, units off the middle line, at which a piece is laid; none: a gap. */
  sides(at: number): readonly number[];
  width(at: number): number;
  /** Part of a piece's length that is drawn. */
  length: number;
}

const MIDDLE: readonly number[] = [0];
const TWINS: readonly number[] = [-8, 8];
const GAP: readonly number[] = [];

/** By the index that players choose: strength is the same in all, only the shape differs. */
const STYLES: readonly Style[] = [
  { life: 300, sides: () => MIDDLE, width: () => 0.9, length: 1 },
  { life: 620, sides: () => MIDDLE, width: () => 1.5, length: 1 },
  { life: 480, sides: () => TWINS, width: () => 0.55, length: 1 },
  { life: 520, sides: (at) => (at % 3 === 0 ? MIDDLE : GAP), width: () => 1.4, length: 1.3 },
  { life: 560, sides: () => MIDDLE, width: (at) => 0.7 + 0.9 * Math.abs(Math.sin(at * 0.55)), length: 1 },
  { life: 640, sides: (at) => [9 * Math.sin(at * 0.6), -9 * Math.sin(at * 0.6)], width: () => 0.6, length: 1.05 },
];

interface Piece {
  sprite: Sprite;
  age: number;
  life: number;
  width: number;
}

/** Where a craft laid its last piece. */
interface Stern {
  x: number;
  y: number;
  laid: number;
  seen: boolean;
}

/** Ribbons of light behind the craft. Decoration: they say where somebody came from, a little longer than the thrust does. */
export class Trails {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly pool: SpritePool;
  private readonly sterns = new Map<number, Stern>();
  private readonly pieces: Piece[] = [];

  constructor(textures: Textures) {
    this.textures = textures;
    this.container.blendMode = "add";
    this.pool = new SpritePool(this.container);
  }

  /** `shown`: what of a scene's bodies is in sight. */
  draw(shown: readonly ShownBody[], camera: Camera, elapsed: number, quality: Quality): void {
    this.fade(elapsed);
    for (const stern of this.sterns.values()) stern.seen = false;
    for (const { body, visibility } of shown) {
      if (body.alive && visibility === 1) this.follow(body, camera, quality.particles < 1 ? COARSE_STEP : STEP);
    }
    for (const [id, { seen }] of this.sterns) if (!seen) this.sterns.delete(id);
  }

  private follow(body: SceneBody, camera: Camera, step: number): void {
    const speed = Math.hypot(body.velocityX, body.velocityY);
    const behind = speed > 1 ? STERN / speed : 0;
    const x = body.x - body.velocityX * behind;
    const y = body.y - body.velocityY * behind;
    const stern = this.sterns.get(body.id);
    if (stern === undefined) {
      this.sterns.set(body.id, { x, y, laid: 0, seen: true });
      return;
    }
    stern.seen = true;
    const length = Math.hypot(x - stern.x, y - stern.y);
    if (length < step) return;
    if (length < JUMP && camera.sees(x, y, step)) this.lay(body, stern, x, y, length);
    stern.x = x;
    stern.y = y;
    stern.laid += 1;
  }

  private lay(body: SceneBody, stern: Stern, x: number, y: number, length: number): void {
    const style = STYLES[trailOf(body) % STYLES.length] ?? STYLES[0];
    if (style === undefined) return;
    const angle = Math.atan2(y - stern.y, x - stern.x);
    for (const side of style.sides(stern.laid)) {
      if (this.pieces.length >= PIECES_MAX) return;
      const sprite = this.pool.take(this.textures.trail);
      sprite.position.set((x + stern.x) / 2 - Math.sin(angle) * side, (y + stern.y) / 2 + Math.cos(angle) * side);
      sprite.rotation = angle;
      sprite.tint = liveryColor(body);
      sprite.scale.x = (length * style.length) / DRAWN_LENGTH;
      this.pieces.push({ sprite, age: 0, life: style.life, width: style.width(stern.laid) * (body.dashing ? 1.8 : 1) });
    }
  }

  private fade(elapsed: number): void {
    let kept = 0;
    for (const piece of this.pieces) {
      piece.age += elapsed;
      const left = 1 - piece.age / piece.life;
      if (left <= 0) {
        this.pool.give(piece.sprite);
        continue;
      }
      piece.sprite.alpha = FAINT * left;
      piece.sprite.scale.y = piece.width * (0.35 + 0.65 * left);
      this.pieces[kept] = piece;
      kept += 1;
    }
    this.pieces.length = kept;
  }
}

function trailOf(body: SceneBody): number {
  return body.trail;
}
