import { CanvasSource, Container, Sprite, Texture } from "pixi.js";
import type { Scene } from "../scene.ts";
import { penOf } from "./atlas.ts";
import type { Camera } from "./camera.ts";
import type { ShownBody } from "./sighting.ts";

/** CSS pixels. */
const TEXT_SIZE = 12;
const LABEL_WIDTH = 180;
const LABEL_HEIGHT = 22;
/** Units above the craft. */
const ABOVE = 48;
/** Usual strength of a name, and the distance from the cursor, CSS pixels, at which it is full. */
const FAINT = 0.7;
const NEAR = 90;

/** Whoever is seen less than this has no name yet, or no more. */
const HALF_SEEN = 0.5;

/** Before the name of who killed the player most: two blades crossed, as in the kill feed. */
const NEMESIS_MARK = "⚔";

interface Label {
  sprite: Sprite;
  text: string;
  shown: number;
  seen: boolean;
}

/** Names above the others: drawn as text once each, never as markup. */
export class Names {
  readonly container = new Container();
  /** Id of the body whose name carries the nemesis' mark; 0 for none. */
  nemesis = 0;
  private readonly resolution: number;
  private readonly textScale: number;
  private readonly labels = new Map<number, Label>();

  /** `resolution`: device pixels per CSS pixel. `textScale`: how much larger than usual. */
  constructor(resolution: number, textScale: number) {
    this.resolution = resolution;
    this.textScale = textScale;
  }

  /** `shown`: what of the scene's bodies is in sight. */
  draw(scene: Scene, shown: readonly ShownBody[], camera: Camera, elapsed: number, pointer: { x: number; y: number } | null): void {
    for (const label of this.labels.values()) label.seen = false;
    const ease = 1 - Math.exp(-elapsed / 60);
    for (const { body, visibility } of shown) {
      if (body.id === scene.focus && scene.playing) continue;
      const label = this.labelOf(body.id, body.id === this.nemesis ? `${NEMESIS_MARK} ${body.name}` : body.name);
      label.seen = true;
      const x = (body.x - camera.x + camera.size.width / 2) * camera.scale;
      const y = (body.y - ABOVE - camera.y + camera.size.height / 2) * camera.scale;
      const isShown = body.alive && camera.sees(body.x, body.y, 40) && visibility >= HALF_SEEN;
      const near = pointer !== null && Math.hypot(x - pointer.x, y + ABOVE * camera.scale - pointer.y) < NEAR;
      label.shown += ((isShown ? (near ? 1 : FAINT) : 0) - label.shown) * ease;
      label.sprite.visible = label.shown > 0.02;
      label.sprite.alpha = label.shown * visibility;
      label.sprite.position.set(Math.round(x), Math.round(y));
    }
    for (const [id, label] of this.labels) {
      if (label.seen) continue;
      label.sprite.destroy({ texture: true, textureSource: true });
      this.labels.delete(id);
    }
  }

  destroy(): void {
    for (const { sprite } of this.labels.values()) sprite.destroy({ texture: true, textureSource: true });
    this.labels.clear();
    this.container.destroy();
  }

  private labelOf(id: number, text: string): Label {
    const known = this.labels.get(id);
    if (known !== undefined && known.text === text) return known;
    known?.sprite.destroy({ texture: true, textureSource: true });
    const sprite = this.container.addChild(new Sprite({ texture: this.write(text), anchor: 0.5 }));
    const label = { sprite, text, shown: 0, seen: true };
    this.labels.set(id, label);
    return label;
  }

  private write(text: string): Texture {
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(LABEL_WIDTH * this.textScale * this.resolution);
    canvas.height = Math.ceil(LABEL_HEIGHT * this.textScale * this.resolution);
    const pen = penOf(canvas);
    pen.scale(this.textScale * this.resolution, this.textScale * this.resolution);
    pen.font = `600 ${TEXT_SIZE}px system-ui, "Segoe UI", Arial, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.strokeStyle = "rgb(4 7 12 / 85%)";
    pen.lineWidth = 4;
    pen.strokeText(text, LABEL_WIDTH / 2, LABEL_HEIGHT / 2, LABEL_WIDTH - 8);
    pen.fillStyle = "#eef4fc";
    pen.fillText(text, LABEL_WIDTH / 2, LABEL_HEIGHT / 2, LABEL_WIDTH - 8);
    return new Texture({ source: new CanvasSource({ resource: canvas, resolution: this.resolution }) });
  }
}
