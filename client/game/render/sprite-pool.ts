import { type Container, Sprite, Texture } from "pixi.js";

/** Sprites that are taken for a while and given back, so that a fight creates nothing. */
export class SpritePool {
  private readonly container: Container;
  private readonly free: Sprite[] = [];

  constructor(container: Container) {
    this.container = container;
  }

  take(texture: Texture): Sprite {
    const sprite = this.free.pop() ?? this.container.addChild(new Sprite(Texture.EMPTY));
    sprite.texture = texture;
    sprite.anchor.set(0.5);
    sprite.visible = true;
    sprite.alpha = 1;
    sprite.tint = 0xffffff;
    sprite.rotation = 0;
    sprite.scale.set(1);
    return sprite;
  }

  give(sprite: Sprite): void {
    sprite.visible = false;
    this.free.push(sprite);
  }
}
