import { Container, Sprite } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import type { Scene } from "../scene.ts";
import { palette } from "./palette.ts";
import type { Textures } from "./textures.ts";

/** Plates in the ground and what lies on them: a slow breath says that it can be taken. */
export class Pads {
  readonly ground = new Container();
  readonly light = new Container();
  private readonly pads: { glow: Sprite; item: Sprite; shown: number }[] = [];

  constructor(map: MapData, textures: Textures) {
    this.light.blendMode = "add";
    for (const { kind, x, y } of map.pickups) {
      this.ground.addChild(new Sprite({ texture: textures.pads[kind], anchor: 0.5, position: { x, y } }));
      const glow = this.light.addChild(new Sprite({ texture: textures.glow, anchor: 0.5, position: { x, y }, tint: palette().pickups[kind] }));
      const item = this.ground.addChild(new Sprite({ texture: textures.pickups[kind], anchor: 0.5, position: { x, y } }));
      this.pads.push({ glow, item, shown: 1 });
    }
  }

  draw(scene: Scene, elapsed: number, now: number): void {
    this.pads.forEach((pad, index) => {
      const there = scene.pickups[index] ?? false;
      pad.shown += ((there ? 1 : 0) - pad.shown) * (1 - Math.exp(-elapsed / 80));
      const breath = Math.sin(now / 620 + index);
      pad.item.visible = pad.shown > 0.02;
      pad.item.alpha = pad.shown;
      pad.item.scale.set(pad.shown * (1 + 0.05 * breath));
      pad.glow.alpha = pad.shown * (0.4 + 0.08 * breath);
    });
  }
}
