import { Container, type Sprite } from "pixi.js";
import { WEAPONS } from "../../../shared/content/weapons.ts";
import { entryOf } from "../roster.ts";
import type { Scene, SceneProjectile } from "../scene.ts";
import { isFriendly, liveryColor } from "./livery.ts";
import { palette } from "./palette.ts";
import type { Quality } from "./quality.ts";
import type { Sighting } from "./sighting.ts";
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
    const entry = entryOf(scene, owner);
    return entry === undefined ? palette().harmless : liveryColor(entry);
  }
  return isFriendly(scene, owner) ? palette().harmless : palette().harmful;
}

/** Of several pellets each is a spark of the fan: shorter and thinner than a bolt. */
const PELLET_SIZE = 0.6;
/** Units: the ball as it is drawn when it touches the ground, what its height adds, and the landing ring's drawing. */
const BALL_HIGH = 0.35;
const LANDING_RADIUS = 124;
/** Units that a ball rolls in one turn. */
const BALL_TURN = 70;

interface Flyer {
  light: number;
  /** Width of what can hurt: broad and blunt; what can't is a needle. Told apart without colour. */
  width: number;
  fromX: number;
  fromY: number;
  /** ms since it was first shown. */
  age: number;
  seen: boolean;
}

interface Bolt extends Flyer {
  kind: "bolt";
  glow: Sprite;
  body: Sprite;
  core: Sprite;
  /** 1 for a whole bolt. */
  size: number;
}

interface Ball extends Flyer {
  kind: "ball";
  ball: Sprite;
  ring: Sprite;
  glow: Sprite;
  /** Units; ms. */
  radius: number;
  life: number;
}

/** Everything that flies. Shots own the brightest pixels. */
export class Shots {
  /** Additive. */
  readonly light = new Container();
  /** What is dark itself. */
  readonly solid = new Container();
  private readonly textures: Textures;
  private readonly lightPool: SpritePool;
  private readonly solidPool: SpritePool;
  private readonly flying = new Map<number, Bolt | Ball>();

  constructor(textures: Textures) {
    this.textures = textures;
    this.light.blendMode = "add";
    this.lightPool = new SpritePool(this.light);
    this.solidPool = new SpritePool(this.solid);
  }

  draw(scene: Scene, sighting: Sighting, elapsed: number, { glow }: Quality): void {
    for (const shot of this.flying.values()) shot.seen = false;
    for (const shot of scene.projectiles) {
      let shown = this.flying.get(shot.id);
      if (shown === undefined) {
        shown = this.make(scene, shot);
        this.flying.set(shot.id, shown);
      }
      shown.seen = true;
      shown.age += elapsed;
      if (shown.kind === "ball") placeBall(shown, shot);
      else placeBolt(shown, shot.x, shot.y, shot.velocityX, shot.velocityY);
      // One's own are known wherever they fly.
      const isInSight = shot.owner === scene.focus || sighting.sees(shot.x, shot.y);
      for (const sprite of shown.kind === "ball" ? [shown.ball, shown.ring] : [shown.body, shown.core]) sprite.visible = isInSight;
      shown.glow.visible = glow && isInSight;
    }
    for (const [id, shown] of this.flying) {
      if (shown.seen) continue;
      this.flying.delete(id);
      this.lightPool.give(shown.glow);
      if (shown.kind === "ball") {
        this.solidPool.give(shown.ball);
        this.lightPool.give(shown.ring);
      } else {
        this.lightPool.give(shown.body);
        this.lightPool.give(shown.core);
      }
    }
  }

  private make(scene: Scene, shot: SceneProjectile): Bolt | Ball {
    const { textures, lightPool } = this;
    const weapon = WEAPONS[shot.weapon];
    const isBlast = weapon?.kind === "projectile" && weapon.blast !== null;
    const flyer = {
      light: shotLight(scene, shot.owner),
      width: scene.playing && !isFriendly(scene, shot.owner) ? HARMFUL_WIDTH : HARMLESS_WIDTH,
      fromX: shot.x,
      fromY: shot.y,
      age: 0,
      seen: true,
      glow: lightPool.take(textures.glow),
    };
    if (isBlast) {
      const { lifeMs, blast } = weapon;
      return {
        kind: "ball",
        ...flyer,
        ring: lightPool.take(textures.landing),
        ball: this.solidPool.take(textures.ball),
        life: lifeMs,
        radius: blast?.radius ?? 0,
      };
    }
    const size = weapon?.kind === "projectile" && weapon.pellets > 1 ? PELLET_SIZE : 1;
    return { kind: "bolt", ...flyer, body: lightPool.take(textures.bolt), core: lightPool.take(textures.bolt), size };
  }
}

/** The ring grows to where the blast will reach, and is full when the ball bursts. */
function placeBall(shown: Ball, shot: SceneProjectile): void {
  const part = Math.min(1, shown.age / shown.life);
  const heading = Math.atan2(shot.velocityY, shot.velocityX);
  const height = Math.abs(Math.sin(part * Math.PI * 2)) * BALL_HIGH;
  shown.ball.position.set(shot.x, shot.y);
  shown.ball.rotation = heading + (Math.hypot(shot.x - shown.fromX, shot.y - shown.fromY) / BALL_TURN) * Math.PI * 2;
  shown.ball.scale.set(1 + height);
  shown.ring.position.set(shot.x, shot.y);
  shown.ring.scale.set((shown.radius / LANDING_RADIUS) * (0.12 + 0.88 * part));
  shown.ring.rotation = part * 1.2;
  shown.ring.tint = shown.light;
  shown.ring.alpha = 0.25 + 0.6 * part;
  shown.glow.position.set(shot.x, shot.y);
  shown.glow.tint = shown.light;
  shown.glow.scale.set(0.55 + 0.2 * part);
  shown.glow.alpha = 0.55;
}

function placeBolt(bolt: Bolt, x: number, y: number, velocityX: number, velocityY: number): void {
  const speed = Math.hypot(velocityX, velocityY);
  const heading = Math.atan2(velocityY, velocityX);
  // A shot just fired has no longer trail than the way it came.
  const trail = Math.min((speed * TRAIL_TIME) / 1000, Math.hypot(x - bolt.fromX, y - bolt.fromY) + 14);
  const length = Math.max(0.25, (trail / BOLT_LENGTH) * bolt.size);
  const back = BOLT_HEAD * length;
  for (const [sprite, width] of [
    [bolt.body, bolt.width * bolt.size],
    [bolt.core, bolt.width * bolt.size * 0.45],
  ] as const) {
    sprite.position.set(x - Math.cos(heading) * back, y - Math.sin(heading) * back);
    sprite.rotation = heading;
    sprite.scale.set(length, width);
  }
  bolt.body.tint = bolt.light;
  bolt.glow.position.set(x, y);
  bolt.glow.scale.set(0.7 * bolt.width * bolt.size);
  bolt.glow.tint = bolt.light;
  bolt.glow.alpha = 0.5;
}
