import type { Sprite, Texture } from "pixi.js";
import type { SpritePool } from "./sprite-pool.ts";

/** One thing that is seen for a while, and how it changes over its life. */
export interface Effect {
  sprite: Sprite;
  pool: SpritePool;
  age: number;
  life: number;
  velocityX: number;
  velocityY: number;
  drag: number;
  spin: number;
  fromScaleX: number;
  toScaleX: number;
  fromScaleY: number;
  toScaleY: number;
  fromAlpha: number;
  /** Part of the life after which it begins to fade. */
  fadeFrom: number;
}

/** What an effect begins as, and what it becomes. ms, units, radians; left out, it stays as it is. */
export interface EffectWish {
  texture: Texture;
  x: number;
  y: number;
  life: number;
  tint?: number;
  alpha?: number;
  rotation?: number;
  velocityX?: number;
  velocityY?: number;
  drag?: number;
  spin?: number;
  scale?: readonly [number, number];
  scaleY?: readonly [number, number];
  fadeFrom?: number;
}

export function makeEffect(pool: SpritePool, wish: EffectWish): Effect {
  const sprite = pool.take(wish.texture);
  const scale = wish.scale ?? [1, 1];
  const scaleY = wish.scaleY ?? scale;
  sprite.position.set(wish.x, wish.y);
  sprite.rotation = wish.rotation ?? 0;
  sprite.tint = wish.tint ?? 0xffffff;
  sprite.alpha = wish.alpha ?? 1;
  sprite.scale.set(scale[0], scaleY[0]);
  return {
    sprite,
    pool,
    age: 0,
    life: wish.life,
    velocityX: wish.velocityX ?? 0,
    velocityY: wish.velocityY ?? 0,
    drag: wish.drag ?? 1,
    spin: wish.spin ?? 0,
    fromScaleX: scale[0],
    toScaleX: scale[1],
    fromScaleY: scaleY[0],
    toScaleY: scaleY[1],
    fromAlpha: wish.alpha ?? 1,
    fadeFrom: wish.fadeFrom ?? 0.15,
  };
}

/** Ages them all by `elapsed` ms; whose life is over goes back to its pool. */
export function advanceAll(effects: Effect[], elapsed: number): void {
  let kept = 0;
  for (const effect of effects) {
    if (advanceOne(effect, elapsed)) {
      effects[kept] = effect;
      kept += 1;
    } else {
      effect.pool.give(effect.sprite);
    }
  }
  effects.length = kept;
}

/** False when its life is over. */
function advanceOne(effect: Effect, elapsed: number): boolean {
  effect.age += elapsed;
  const part = effect.age / effect.life;
  if (part >= 1) return false;
  const seconds = elapsed / 1000;
  const { sprite } = effect;
  sprite.x += effect.velocityX * seconds;
  sprite.y += effect.velocityY * seconds;
  if (effect.drag !== 1) {
    const kept = effect.drag ** seconds;
    effect.velocityX *= kept;
    effect.velocityY *= kept;
  }
  sprite.rotation += effect.spin * seconds;
  sprite.scale.set(effect.fromScaleX + (effect.toScaleX - effect.fromScaleX) * part, effect.fromScaleY + (effect.toScaleY - effect.fromScaleY) * part);
  sprite.alpha = part < effect.fadeFrom ? effect.fromAlpha : (effect.fromAlpha * (1 - part)) / (1 - effect.fadeFrom);
  return true;
}

export function endOldest(effects: Effect[]): void {
  const oldest = effects.shift();
  oldest?.pool.give(oldest.sprite);
}
