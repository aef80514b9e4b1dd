import { CanvasSource, Container, Sprite, Texture } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import type { Scene } from "../scene.ts";
import { penOf } from "./atlas.ts";
import type { Camera } from "./camera.ts";
import { PAD_COLORS } from "./pad-drawings.ts";
import { craftColor } from "./palette.ts";
import type { Textures } from "./textures.ts";

/** CSS pixels: its longer side, its distance from the corner, and the screen below which it would be in the way. */
const SIDE = 172;
const MARGIN = 20;
const SCREEN_LEAST = 700;
/** Where thumbs lie on the lower corners: its size, and its distance from the upper edge, under the score. */
const SMALL = 0.62;
const UNDER_SCORE = 84;

/** The whole map in the corner: walls, what lies on the pads, the own craft, and the others that it can see. */
export class Minimap {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly scale: number;
  private readonly walls: Sprite;
  private readonly pads: Sprite[];
  private readonly dots: Sprite[] = [];
  private readonly own: Sprite;
  private readonly map: MapData;

  /** `resolution`: device pixels per CSS pixel. */
  constructor(map: MapData, textures: Textures, resolution: number) {
    this.map = map;
    this.textures = textures;
    this.scale = SIDE / Math.max(map.width, map.height);
    this.walls = this.container.addChild(new Sprite(drawMap(map, this.scale, resolution)));
    this.pads = map.pickups.map(({ kind, x, y }) => this.dot(PAD_COLORS[kind], x, y, 0.35));
    this.own = this.container.addChild(new Sprite({ texture: textures.rims[0] ?? Texture.EMPTY, anchor: 0.5, scale: 0.3 }));
  }

  /** `thumbs`: they lie on the lower corners. */
  draw(scene: Scene, camera: Camera, sees: (x: number, y: number) => boolean, thumbs: boolean): void {
    const width = camera.size.width * camera.scale;
    const height = camera.size.height * camera.scale;
    this.container.visible = scene.playing && scene.phase === "playing" && (thumbs || width >= SCREEN_LEAST);
    if (!this.container.visible) return;
    this.container.scale.set(thumbs ? SMALL : 1);
    if (thumbs) this.container.position.set(MARGIN, UNDER_SCORE);
    else this.container.position.set(width - MARGIN - this.map.width * this.scale, height - MARGIN - this.map.height * this.scale);
    this.pads.forEach((pad, index) => {
      pad.visible = scene.pickups[index] ?? false;
    });
    let used = 0;
    this.own.visible = false;
    for (const body of scene.bodies) {
      if (!body.alive) continue;
      if (body.id === scene.focus) {
        this.own.visible = true;
        this.own.position.set(body.x * this.scale, body.y * this.scale);
        this.own.rotation = body.aim;
        continue;
      }
      if (!camera.sees(body.x, body.y, 0) || !sees(body.x, body.y)) continue;
      const dot = this.dots[used] ?? this.newDot();
      dot.visible = true;
      dot.tint = craftColor(body.color);
      dot.position.set(body.x * this.scale, body.y * this.scale);
      used += 1;
    }
    for (let index = used; index < this.dots.length; index += 1) {
      const dot = this.dots[index];
      if (dot !== undefined) dot.visible = false;
    }
  }

  destroy(): void {
    this.walls.destroy({ texture: true, textureSource: true });
  }

  private newDot(): Sprite {
    const dot = this.dot(0xffffff, 0, 0, 0.6);
    this.dots.push(dot);
    return dot;
  }

  private dot(tint: number, x: number, y: number, size: number): Sprite {
    return this.container.addChild(
      new Sprite({ texture: this.textures.dot, anchor: 0.5, scale: size, tint, position: { x: x * this.scale, y: y * this.scale } }),
    );
  }
}

function drawMap(map: MapData, scale: number, resolution: number): Texture {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(map.width * scale * resolution);
  canvas.height = Math.ceil(map.height * scale * resolution);
  const pen = penOf(canvas);
  pen.scale(scale * resolution, scale * resolution);
  pen.fillStyle = "rgb(7 11 18 / 72%)";
  pen.fillRect(0, 0, map.width, map.height);
  pen.fillStyle = "rgb(150 178 220 / 42%)";
  for (const box of map.boxes) pen.fillRect(box.x, box.y, box.width, box.height);
  for (const pillar of map.pillars) {
    pen.beginPath();
    pen.arc(pillar.x, pillar.y, pillar.radius, 0, Math.PI * 2);
    pen.fill();
  }
  pen.strokeStyle = "rgb(150 178 220 / 38%)";
  pen.lineWidth = 2 / scale;
  pen.strokeRect(0, 0, map.width, map.height);
  return new Texture({ source: new CanvasSource({ resource: canvas, resolution }) });
}
