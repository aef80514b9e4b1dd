import { CanvasSource, Container, Sprite, Texture } from "pixi.js";
import type { MapData } from "../../../shared/content/map-data.ts";
import type { SafeArea } from "../safe-area.ts";
import type { Scene, SceneBody } from "../scene.ts";
import { penOf } from "./atlas.ts";
import type { Camera } from "./camera.ts";
import { liveryColor } from "./livery.ts";
import type { Textures } from "./textures.ts";

/** CSS pixels: its longer side, its distance from the corner, and the screen below which it would be in the way. */
const SIDE = 172;
const MARGIN = 20;
const SCREEN_LEAST = 700;
/** CSS pixels: on a narrower screen the weapons beside the health reach into the lower corner. */
const CORNER_LEAST = 1100;
/** Where thumbs or weapons lie in the lower corners: its size, and its distance from the upper edge, under the score. */
const SMALL = 0.62;
const UNDER_SCORE = 84;

/** The own trail: a dot every so many ms, this many of them. About the last ten seconds. */
const TRAIL_EVERY = 250;
const TRAIL_DOTS = 40;

/** The whole map in the corner: walls, team-mates, the own craft and where it came from. Never where an enemy is. */
export class Minimap {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly scale: number;
  private readonly walls: Sprite;
  private readonly marks: Sprite[] = [];
  /** A ring: the oldest dot is laid anew. */
  private readonly trail: Sprite[];
  private laid = 0;
  private sinceLaid = 0;
  private readonly own: Sprite;
  private readonly map: MapData;

  /** `resolution`: device pixels per CSS pixel. */
  constructor(map: MapData, textures: Textures, resolution: number) {
    this.map = map;
    this.textures = textures;
    this.scale = SIDE / Math.max(map.width, map.height);
    this.walls = this.container.addChild(new Sprite(drawMap(map, this.scale, resolution)));
    this.trail = Array.from({ length: TRAIL_DOTS }, () => this.container.addChild(new Sprite({ texture: textures.dot, anchor: 0.5, scale: 0.2, alpha: 0 })));
    this.own = this.container.addChild(new Sprite({ texture: textures.rims[0] ?? Texture.EMPTY, anchor: 0.5, scale: 0.3 }));
  }

  /** `thumbs`: they lie on the lower corners. */
  draw(scene: Scene, camera: Camera, elapsed: number, thumbs: boolean, safe: SafeArea): void {
    const width = camera.size.width * camera.scale;
    const height = camera.size.height * camera.scale;
    this.container.visible = scene.playing && scene.phase === "playing" && (thumbs || width >= SCREEN_LEAST);
    if (!this.container.visible) return;
    const isUnderScore = thumbs || width < CORNER_LEAST;
    this.container.scale.set(isUnderScore ? SMALL : 1);
    if (isUnderScore) this.container.position.set(MARGIN + safe.left, UNDER_SCORE + safe.top);
    else {
      const right = width - MARGIN - safe.right;
      const bottom = height - MARGIN - safe.bottom;
      this.container.position.set(right - this.map.width * this.scale, bottom - this.map.height * this.scale);
    }
    const own = scene.bodies.find(({ id }) => id === scene.focus);
    this.own.visible = own?.alive === true;
    if (own?.alive === true) {
      this.own.position.set(own.x * this.scale, own.y * this.scale);
      this.own.rotation = own.aim;
      this.lay(own, elapsed);
    }
    let used = 0;
    for (const body of scene.bodies) {
      if (!body.alive || body === own || own === undefined || own.team === 0 || body.team !== own.team) continue;
      const mark = this.marks[used] ?? this.newMark();
      mark.visible = true;
      mark.texture = this.textures.teamMarks[body.team - 1] ?? this.textures.dot;
      mark.tint = liveryColor(body);
      mark.position.set(body.x * this.scale, body.y * this.scale);
      used += 1;
    }
    for (let index = used; index < this.marks.length; index += 1) {
      const mark = this.marks[index];
      if (mark !== undefined) mark.visible = false;
    }
  }

  private lay(own: SceneBody, elapsed: number): void {
    this.sinceLaid += elapsed;
    if (this.sinceLaid < TRAIL_EVERY) return;
    this.sinceLaid = 0;
    this.trail[this.laid % TRAIL_DOTS]?.position.set(own.x * this.scale, own.y * this.scale);
    this.laid += 1;
    this.trail.forEach((dot, index) => {
      const age = (this.laid - 1 - index + TRAIL_DOTS) % TRAIL_DOTS;
      dot.alpha = index < this.laid ? 0.75 * (1 - age / TRAIL_DOTS) : 0;
    });
  }

  destroy(): void {
    this.walls.destroy({ texture: true, textureSource: true });
  }

  private newMark(): Sprite {
    const mark = this.container.addChild(new Sprite({ texture: this.textures.dot, anchor: 0.5, scale: 0.5 }));
    this.marks.push(mark);
    return mark;
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
