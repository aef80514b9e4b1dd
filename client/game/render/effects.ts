import { Container, type Texture } from "pixi.js";
import { advanceAll, type Effect, type EffectWish, endOldest, makeEffect } from "./effect.ts";
import { SpritePool } from "./sprite-pool.ts";
import type { Textures } from "./textures.ts";

/** At most this many effects at a time; in a crowd the oldest go first, nobody misses them. */
const EFFECTS_MAX = 500;
const SCORCHES_MAX = 120;

const SCORCH_TIME = 10_000;
const RAIL_TIME = 250;
const COLUMN_TIME = 400;
const DEATH_FLASH = 200;
const GHOST_TIME = 260;
/** Speed that a spark keeps after a second: they brake hard. */
const SPARK_DRAG = 0.01;
const SHARD_DRAG = 0.12;

/** All that flashes and fades: sparks, scorches, rails, shards, columns of light. It only decorates what the events say. */
export class Effects {
  /** Below the crafts: marks on the ground. */
  readonly ground = new Container();
  /** Solid pieces. */
  readonly debris = new Container();
  /** Additive. */
  readonly light = new Container();
  private readonly textures: Textures;
  private readonly groundPool = new SpritePool(this.ground);
  private readonly debrisPool = new SpritePool(this.debris);
  private readonly lightPool = new SpritePool(this.light);
  private readonly effects: Effect[] = [];
  private readonly marks: Effect[] = [];
  private readonly random: () => number;
  /** Share of sparks that is drawn, 0..1. */
  particles = 1;

  /** `random`: 0..1; looks only, so any will do. */
  constructor(textures: Textures, random: () => number) {
    this.textures = textures;
    this.random = random;
    this.light.blendMode = "add";
  }

  advance(elapsed: number): void {
    advanceAll(this.effects, elapsed);
    advanceAll(this.marks, elapsed);
  }

  /** Sparks flying about `angle` radians, `spread` radians wide. */
  private spray(count: number, x: number, y: number, angle: number, spread: number, tint: number, wish: { speed: number; life: number; size: number }): void {
    for (let index = this.few(count); index > 0; index -= 1) {
      const heading = angle + (this.random() - 0.5) * spread;
      const speed = wish.speed * (0.3 + 0.7 * this.random());
      this.shine({
        texture: this.textures.spark,
        x,
        y,
        life: wish.life * (0.6 + 0.7 * this.random()),
        tint: index % 3 === 0 ? 0xffffff : tint,
        rotation: heading,
        velocityX: Math.cos(heading) * speed,
        velocityY: Math.sin(heading) * speed,
        drag: SPARK_DRAG,
        scale: [1.5 * wish.size, 0.3 * wish.size],
        scaleY: [1.2 * wish.size, 0.7 * wish.size],
      });
    }
  }

  /** As many of `count` as the quality allows, at least one. */
  private few(count: number): number {
    return Math.max(1, Math.round(count * this.particles));
  }

  /** A fan of sparks that leaves the barrel with several pellets. */
  fan(x: number, y: number, angle: number, spread: number, tint: number): void {
    this.shine({ texture: this.textures.glow, x, y, life: 90, tint, alpha: 1, scale: [0.85, 0.4] });
    this.shine({ texture: this.textures.spark, x, y, life: 80, rotation: angle, scale: [2.2, 1.4], scaleY: [4.2, 0.8], alpha: 0.95 });
    this.spray(14, x, y, angle, spread * 2.2, tint, { speed: 900, life: 170, size: 1 });
  }

  /** What a mortar leaves at its barrel: a puff that stays behind. */
  puff(x: number, y: number, angle: number, tint: number): void {
    this.shine({ texture: this.textures.glow, x, y, life: 120, tint, alpha: 0.75, scale: [0.7, 0.45] });
    this.smoke(x, y, this.few(4), 26, 420, angle);
  }

  /** A ball off a wall: a short ring and a few sparks. */
  bounce(x: number, y: number, tint: number): void {
    this.shine({ texture: this.textures.ripple, x, y, life: 220, tint, alpha: 0.7, scale: [0.08, 0.32] });
    this.spray(5, x, y, 0, Math.PI * 2, tint, { speed: 260, life: 200, size: 0.8 });
  }

  /**
   * A blast of that radius, units: ring to its edge, fire, smoke, scorch. `bright`: with the bloom that lights the ground; without
   * it for eyes that have seen enough flashes.
   */
  explosion(x: number, y: number, radius: number, tint: number, bright: boolean): void {
    const glow = radius / 64;
    if (bright) this.shine({ texture: this.textures.glow, x, y, life: 130, alpha: 0.9, scale: [glow * 0.9, glow * 0.5], fadeFrom: 0 });
    this.shine({ texture: this.textures.glow, x, y, life: 520, tint, alpha: bright ? 0.8 : 0.4, scale: [glow * 1.7, glow * 2.1], fadeFrom: 0 });
    this.shine({ texture: this.textures.ripple, x, y, life: 340, tint, alpha: 0.95, scale: [glow * 0.35, glow * 1.07], fadeFrom: 0.35 });
    this.shine({ texture: this.textures.ripple, x, y, life: 220, alpha: 0.6, scale: [glow * 0.1, glow * 0.8], fadeFrom: 0.2 });
    this.spray(22, x, y, 0, Math.PI * 2, tint, { speed: radius * 9, life: 380, size: 1.5 });
    this.smoke(x, y, this.few(7), radius * 0.55, 900, 0);
    this.scorch(x, y, radius / 44);
  }

  /** Dark clouds that drift apart, in a half circle about `angle` when it is given one. */
  private smoke(x: number, y: number, count: number, reach: number, life: number, angle: number): void {
    for (let index = 0; index < count; index += 1) {
      const heading = angle + (index / count) * Math.PI * 2 + this.random();
      const away = reach * (0.25 + 0.75 * this.random());
      this.keep(
        makeEffect(this.debrisPool, {
          texture: this.textures.smoke,
          x: x + Math.cos(heading) * away * 0.4,
          y: y + Math.sin(heading) * away * 0.4,
          life: life * (0.6 + 0.6 * this.random()),
          rotation: heading,
          alpha: 0.55,
          velocityX: Math.cos(heading) * away * 2.2,
          velocityY: Math.sin(heading) * away * 2.2,
          drag: 0.08,
          spin: this.random() - 0.5,
          scale: [reach / 46, reach / 20],
          fadeFrom: 0,
        }),
      );
    }
  }

  /** Bits of charge that leap off an overcharged hull. */
  crackle(x: number, y: number, tint: number): void {
    this.spray(2, x, y, this.random() * 6.28, 1, tint, { speed: 240, life: 170, size: 0.9 });
  }

  muzzle(x: number, y: number, angle: number, tint: number): void {
    this.shine({ texture: this.textures.glow, x, y, life: 70, tint, alpha: 0.9, scale: [0.55, 0.3] });
    this.shine({ texture: this.textures.spark, x, y, life: 70, rotation: angle, scale: [1.6, 1.2], scaleY: [2.4, 0.6], alpha: 0.9 });
  }

  /** 6 to 10 sparks from a place, spread about an angle; fewer and without a flash for what the server has not said yet. */
  sparks(x: number, y: number, angle: number, tint: number, spread: number, quiet = false): void {
    this.spray(quiet ? 4 : 6 + Math.floor(this.random() * 5), x, y, angle, spread, tint, { speed: 600, life: 290, size: 1 });
    if (!quiet) this.shine({ texture: this.textures.glow, x, y, life: 110, tint, alpha: 0.85, scale: [0.5, 0.75] });
  }

  scorch(x: number, y: number, size: number): void {
    if (this.marks.length >= SCORCHES_MAX) endOldest(this.marks);
    const mark = makeEffect(this.groundPool, {
      texture: this.textures.scorch,
      x,
      y,
      life: SCORCH_TIME,
      rotation: this.random() * 6.28,
      scale: [size, size],
      fadeFrom: 0.4,
    });
    this.marks.push(mark);
  }

  /** A hairline that stays for a quarter of a second and fades from its far end. */
  rail(fromX: number, fromY: number, toX: number, toY: number, tint: number): void {
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const length = Math.hypot(toX - fromX, toY - fromY) / 64;
    for (const { texture, color, alpha, width } of [
      { texture: this.textures.beam, color: tint, alpha: 0.9, width: [1.6, 0.7] as const },
      { texture: this.textures.hairline, color: 0xffffff, alpha: 1, width: [1, 0.7] as const },
    ]) {
      const beam = this.shine({
        texture,
        x: fromX,
        y: fromY,
        life: RAIL_TIME,
        tint: color,
        alpha,
        rotation: angle,
        scale: [length * 1.12, length * 0.2],
        scaleY: width,
        fadeFrom: 0.35,
      });
      beam.sprite.anchor.set(0, 0.5);
    }
  }

  /** A hull that breaks into its five shards. `bright`: with the flash. */
  death(x: number, y: number, velocityX: number, velocityY: number, tint: number, bright: boolean): void {
    if (bright) this.shine({ texture: this.textures.glow, x, y, life: DEATH_FLASH, alpha: 1, scale: [1.6, 2.6], fadeFrom: 0 });
    this.shine({ texture: this.textures.glow, x, y, life: DEATH_FLASH * 2, tint, alpha: bright ? 0.9 : 0.45, scale: [2.6, 3.4] });
    this.shine({ texture: this.textures.ripple, x, y, life: 360, tint, alpha: 0.8, scale: [0.25, 1.3] });
    this.textures.shards.forEach((texture, index) => {
      const heading = (index / this.textures.shards.length) * Math.PI * 2 + this.random();
      const speed = 120 + this.random() * 170;
      this.keep(
        makeEffect(this.debrisPool, {
          texture,
          x,
          y,
          life: 900,
          tint,
          rotation: heading,
          velocityX: velocityX * 0.4 + Math.cos(heading) * speed,
          velocityY: velocityY * 0.4 + Math.sin(heading) * speed,
          drag: SHARD_DRAG,
          spin: (this.random() - 0.5) * 14,
          scale: [1.25, 1],
          fadeFrom: 0.55,
        }),
      );
    });
    this.sparks(x, y, 0, tint, Math.PI * 2);
    this.scorch(x, y, 2.2);
  }

  /** A column of light where somebody arrives. */
  spawn(x: number, y: number, tint: number): void {
    const column = this.shine({ texture: this.textures.column, x, y: y + 10, life: COLUMN_TIME, tint, alpha: 1, scale: [1.15, 0.35], scaleY: [1.1, 1.5] });
    column.sprite.anchor.set(0.5, 1);
    this.shine({ texture: this.textures.ripple, x, y, life: COLUMN_TIME, tint, scale: [0.9, 0.3] });
    this.shine({ texture: this.textures.glow, x, y, life: COLUMN_TIME, alpha: 0.9, scale: [1.3, 0.6] });
  }

  /** What a dash leaves at its start. */
  ghost(texture: Texture, x: number, y: number, aim: number, heading: number, tint: number): void {
    this.shine({ texture, x, y, life: GHOST_TIME, tint, alpha: 0.55, rotation: aim, scale: [1, 0.85] });
    for (let index = this.few(6); index > 0; index -= 1) {
      const aside = heading + Math.PI + (this.random() - 0.5) * 1.1;
      const speed = 90 + this.random() * 200;
      this.shine({
        texture: this.textures.spark,
        x,
        y,
        life: 200 + this.random() * 120,
        tint,
        rotation: aside,
        velocityX: Math.cos(aside) * speed,
        velocityY: Math.sin(aside) * speed,
        drag: SPARK_DRAG,
        scale: [1.2, 0.4],
        alpha: 0.8,
      });
    }
  }

  taken(x: number, y: number, tint: number): void {
    this.shine({ texture: this.textures.ripple, x, y, life: 320, tint, scale: [0.3, 0.85] });
    this.shine({ texture: this.textures.glow, x, y, life: 240, tint, alpha: 0.9, scale: [0.9, 1.3] });
  }

  /** How much damage, as a number that rises. */
  number(x: number, y: number, amount: number, tint: number): void {
    const digits = String(amount);
    for (let index = 0; index < digits.length; index += 1) {
      const texture = this.textures.digits[Number(digits[index])];
      if (texture === undefined) continue;
      this.keep(
        makeEffect(this.debrisPool, {
          texture,
          x: x + (index - (digits.length - 1) / 2) * 11,
          y: y - 40,
          life: 650,
          tint,
          velocityY: -46,
          scale: [1.15, 0.95],
          fadeFrom: 0.5,
        }),
      );
    }
  }

  private shine(wish: EffectWish): Effect {
    return this.keep(makeEffect(this.lightPool, wish));
  }

  private keep(effect: Effect): Effect {
    if (this.effects.length >= EFFECTS_MAX) endOldest(this.effects);
    this.effects.push(effect);
    return effect;
  }
}
